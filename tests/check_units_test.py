"""What check_units finds in sources of a library, and what it lets pass."""
import unittest

from check_units import library_of, own_names, shared_names

SOURCE = """// A word's namespace { is no namespace.
#include "core/base/text.h"
#define BANCHENG_LOUD 1
using core::Day;

namespace core {
namespace {

namespace fs = std::filesystem;
using Kind = Part::Kind;
constexpr std::array<std::string_view, 2> kWords = {"{", "namespace {"};
const std::map<std::string, int, std::less<>> kNumbers;
struct Found {
  int count = 0;
};
enum class Look : int { plain, bold };
struct { int x; } unnamed;
class Reader final : public Base {
 public:
  Reader() : at_(0) {}
  void run();
};
void Reader::run() { const int inside = 1; }
template <typename T, int kSize>
std::vector<T> listed(const T (&all)[kSize]) {
  struct Local {};
  return {};
}
[[nodiscard]] bool is_digit(char c) { return c >= '0' && c <= '9' && c != '{'; }
std::optional<std::string> said(std::function<void(int)> tell = {});
bool operator==(const Found& a, const Found& b) { return a.count == b.count; }
int counter = 0;
constexpr char kRaw[] = R"sql(SELECT "{")sql";
TEST(Words, AreRead) { int here = 1; }

}  // namespace

int shown() { return 1; }
static int hidden() { return 2; }

}  // namespace core
"""
NAMES = ["BANCHENG_LOUD", "Day", "fs", "Kind", "kWords", "kNumbers", "Found", "Look", "unnamed", "Reader", "listed",
         "is_digit", "said", "counter", "kRaw", "hidden"]


def in_anonymous(*lines):
    return "namespace core {\nnamespace {\n" + "\n".join(lines) + "\n}\n}\n"


class CheckUnitsTest(unittest.TestCase):
    def messages(self, first, second, folder="core/base/"):
        sources = {"core/base/a.cc": in_anonymous(first), folder + "b.cc": in_anonymous("", second)}
        return list(shared_names(sources, {"core", "core/base", "core/time"}))

    def test_reads_the_names_that_a_source_keeps_for_itself(self):
        self.assertEqual([name for name, _, _ in own_names(SOURCE)], NAMES)

    def test_names_the_line(self):
        self.assertEqual([line for name, line, _ in own_names(SOURCE) if name in ("BANCHENG_LOUD", "Kind", "kRaw")],
                         [3, 10, 33])

    def test_two_files_of_a_library_define_no_name_twice(self):
        self.assertEqual(self.messages("int number(int a) { return a; }", "struct number {};"),
                         [("core/base/b.cc", 4, "number is a name of core/base/a.cc:3 too; "
                           "the files of a library are compiled together")])
        self.assertNotEqual(self.messages("using Kind = A::Kind;", "using Kind = B::Kind;"), [])
        self.assertNotEqual(self.messages("#define LOUD 1", "#define LOUD 1"), [])

    def test_files_of_two_libraries_may(self):
        self.assertEqual(self.messages("int number();", "int number();", folder="core/time/"), [])
        self.assertNotEqual(self.messages("int number();", "int number();", folder="core/base/inner/"), [])

    def test_the_library_of_a_file_is_the_nearest_folder_that_has_one_and_of_tests_their_room(self):
        for path, library in (("core/base/a.cc", "core/base"), ("core/site/a.cc", "core"), ("a.cc", ""),
                              ("tests/core/base/inner/a.cc", "tests/core/base"), ("tests/power_cuts/a.cc", "tests/power_cuts")):
            self.assertEqual(library_of(path, {"core", "core/base"}), library)

    def test_both_may_bring_the_same(self):
        for line in ("using Kind = A::Kind;", "using core::Day;", "namespace fs = std::filesystem;"):
            with self.subTest(line):
                self.assertEqual(self.messages(line, line), [])


if __name__ == "__main__":
    unittest.main()
