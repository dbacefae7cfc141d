"""The drop folder: a workbook is dropped into `in/`, its answer stands in `ut/`, and nothing is lost between.

```
scan -> settled -> snapshot -> accepted -> claimed -> answered -> rendered -> published -> done
```

`watch` goes round and `turn` is one turn of it; `arrive` takes a file as far as accepted, `work` one job from claimed
to done. `journal` (SQLite, on the local disk) is what has happened; what a crash leaves half done is done again from
it. The workbook's answer is made by `answer`, in a process of its own. docs/mapp.md tells the user.
"""
