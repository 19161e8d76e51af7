"""A library in a process of its own, so that its import, its memory, its threads and its crashes
never touch the page.

- `wire`: messages over a pipe.
- `main`: the child. It serves one object's methods, and ends with its parent, however that ends.
- `process`: one child, seen from its parent.
- `keeper`: a child that is started when it is needed, held up, replaced when it dies, and ended
  when nobody needs it any more.
"""
