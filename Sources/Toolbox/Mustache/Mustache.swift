// The Mustache room.
