"""The requirements file: reading it with every mistake named, writing it, its template and its JSON Schema."""
