// The Files room.
