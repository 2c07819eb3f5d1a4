"""Events in and out: the formats that event data, networks, maps, annotations and investigations are kept in."""
