#!/usr/bin/env python3
"""The guard must find what it is there for: one made-up breach of each rule, and no alarm over sound code."""
import pathlib
import tempfile
import unittest

import check_arrows


class CheckArrows(unittest.TestCase):
    def breaches(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for top in ("app", "core", "ui"):
                (root / top).mkdir()
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            headers = root / "qt"
            (headers / "QtWidgets").mkdir(parents=True)
            (headers / "QtWidgets" / "QWidget").write_text("")
            return check_arrows.check(root, headers)

    def assert_breach(self, path, text, words):
        found = self.breaches(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])
        self.assertTrue(found[0].startswith(path), found[0])

    def test_core_knows_no_window(self):
        self.assert_breach("core/corpus/a.cpp", "#include <QWidget>\n", "belongs to the window")
        self.assert_breach("core/corpus/a.cpp", "#include <QtWidgets/QWidget>\n", "belongs to the window")
        self.assert_breach("core/base/a.h", '#include "ui/theme/theme.h"\n', "core includes ui")

    def test_rooms_look_left_only(self):
        self.assert_breach("core/corpus/a.cpp", '#include "core/coding/code.h"\n', "against the arrows")
        self.assert_breach("core/statistics/a.cpp", '#include "core/corpus/dialogue.h"\n', "against the arrows")
        self.assert_breach("core/cellar/a.cpp", '#include "core/base/id.h"\n', "not a room")

    def test_workspaces_do_not_meet(self):
        self.assert_breach("ui/corpus/a.cpp", '#include "ui/coding/view.h"\n', "workspace ui/corpus")
        self.assert_breach("ui/corpus/a.cpp", '#include "ui/shell/mainwindow.h"\n', "workspace ui/corpus")
        self.assert_breach("ui/shell/a.cpp", '#include "ui/corpus/view.h"\n', "the shell includes")
        self.assert_breach("ui/widgets/a.cpp", '#include "ui/corpus/view.h"\n', "is shared")

    def test_sql_stays_in_the_stores(self):
        self.assert_breach("ui/corpus/a.cpp", 'auto s = "SELECT name FROM code";\n', "SQL")
        self.assert_breach("core/coding/import.cpp", 'run("INSERT INTO code VALUES (1)");\n', "SQL")
        self.assertEqual(self.breaches("core/coding/codestore.cpp", 'run("DELETE FROM code");\n'), [])

    def test_regrets(self):
        self.assert_breach("ui/shell/a.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));\n", "string signal")
        self.assert_breach("ui/shell/a.cpp", "QEventLoop loop;\n", "nested event loop")
        self.assert_breach("core/base/a.cpp", "Settings::instance().x();\n", "singleton")
        self.assert_breach("core/cascade/a.cpp", "std::uniform_int_distribution<int> d;\n", "random")

    def test_sound_code_raises_no_alarm(self):
        text = '#include "core/corpus/dialogue.h"\n#include <QString>\n// SELECT this\nconst char* t = "Update it";\n'
        self.assertEqual(self.breaches("core/coding/a.cpp", text), [])
        self.assertEqual(self.breaches("ui/corpus/a.cpp", '#include "ui/shell/workspace.h"\n#include <QWidget>\n'), [])


if __name__ == "__main__":
    unittest.main()
