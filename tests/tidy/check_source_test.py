#!/usr/bin/env python3
"""The source check must be able to fail: each planted fault is caught."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check_source  # noqa: E402


class CheckSourceTest(unittest.TestCase):
    def complaints(self, path, text):
        with tempfile.TemporaryDirectory() as repository:
            os.makedirs(os.path.join(repository, os.path.dirname(path)))
            with open(os.path.join(repository, path), "w", encoding="utf-8") as file:
                file.write(text)
            return check_source.check_file(repository, path)

    def test_good_file(self):
        self.assertEqual(self.complaints("reports/a.cc", '#include "core/status.h"\n'), [])

    def test_wrong_way_include(self):
        self.assertTrue(self.complaints("core/a.cc", '#include "engine/pipeline.h"\n'))
        self.assertTrue(self.complaints("verifier/a.cc", '#include "segregation/plan.h"\n'))
        self.assertTrue(self.complaints("connectors/text/a.cc", '#include "connectors/json/x.h"\n'))

    def test_only_the_keepers_commands_open_quarantine(self):
        include = '#include "segregation/keeper/age_file.h"\n'
        for path in ("segregation/a.cc", "engine/a.cc", "verifier/a.cc"):
            self.assertTrue(self.complaints(path, include), path)
        self.assertEqual(self.complaints("cli/a.cc", include), [])

    def test_third_party_in_the_wrong_place(self):
        self.assertTrue(self.complaints("cli/a.cc", "#include <hs/hs.h>\n"))
        self.assertTrue(self.complaints("core/a.cc", "#include <Poco/Logger.h>\n"))

    def test_length(self):
        self.assertTrue(self.complaints("core/a.cc", "// " + "x" * 110 + "\n"))
        self.assertTrue(self.complaints("core/a.cc", "\n" * 900))
        body = "int F() {\n" + "  ;\n" * 80 + "}\n"
        self.assertTrue(self.complaints("core/a.cc", body))

    def test_lists_that_are_searched_by_halves(self):
        body = 'constexpr std::string_view kWords[] = {%s};\nbool F() { return IsOneOf(word, kWords); }\n'
        self.assertTrue(self.complaints("scanner/a.cc", body % '"b", "a"'))
        self.assertEqual(self.complaints("scanner/a.cc", body % '"a", "b"'), [])

    def test_names(self):
        self.assertTrue(self.complaints("core/string_utils.cc", "\n"))


if __name__ == "__main__":
    unittest.main()
