// The catalogue of texts: flattening, filling in, overriding, and refusals.
#include "core/reading/texts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/base/pack.h"
#include "core/site/site_checks.h"
#include "tests/support/site_copy.h"
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

Texts read(const std::string& yaml, Diagnostics& diagnostics) {
  return read_texts(read_yaml("t.yaml", yaml, diagnostics).value(), diagnostics);
}

Texts read(const std::string& yaml) {
  Diagnostics diagnostics;
  Texts texts = read(yaml, diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  return texts;
}

std::string override_complaints(const std::string& yaml, const Texts& catalogue) {
  Diagnostics diagnostics;
  read_text_overrides(read_yaml("texts.yaml", yaml, diagnostics).value(), catalogue, diagnostics);
  return diagnostics.text();
}

TEST(Texts, HaveThePathsOfTheirMapsAsKeys) {
  const Texts texts = read("form:\n  phone:\n    label: 电话\n  send: 提交\n");
  EXPECT_EQ(texts.entries().size(), 2u);
  EXPECT_EQ(texts.get("form.phone.label"), "电话");
  EXPECT_TRUE(texts.has("form.send"));
  EXPECT_FALSE(texts.has("form"));
}

TEST(Texts, FillPlaceholdersOnceEach) {
  const Texts texts = read("a: 请在{date}前，{who}答复；{date}\n");
  EXPECT_EQ(texts.format("a", {{"date", "9月30日"}, {"who", "{date}"}}),
            "请在9月30日前，{date}答复；9月30日");
}

TEST(Texts, CallAMissingTextOrValueABug) {
  const Texts texts = read("a: 请在{date}前\n");
  EXPECT_THROW(texts.get("b"), Bug);
  EXPECT_THROW(texts.format("a", {}), Bug);
}

TEST(Texts, LetASitesWordsWin) {
  const Texts texts = read("a: 甲\nb: 乙\n").with({{"b", "丙"}});
  EXPECT_EQ(texts.get("a"), "甲");
  EXPECT_EQ(texts.get("b"), "丙");
}

TEST(Texts, RefuseKeysOfAnotherFormAndStrayBraces) {
  Diagnostics diagnostics;
  read("Label: 甲\nb: 乙}\nc: [1]\n", diagnostics);
  EXPECT_EQ(diagnostics.text(),
            "t.yaml:1:1: error[texts.key]: 'Label' is not a key\n"
            "    1 | Label: 甲\n"
            "      | ^~~~~ use lower-case letters, digits and '_'\n"
            "t.yaml:2:4: error[texts.placeholder]: 'b' has a brace that belongs to no placeholder\n"
            "    2 | b: 乙}\n"
            "      |    ^~~ write placeholders as {name}\n"
            "t.yaml:3:4: error[texts.form]: 'c' is neither a text nor a map\n"
            "    3 | c: [1]\n"
            "      |    ^ write a text, in quotes if it is empty\n"
            "3 errors\n");
}

TEST(Texts, OfTheCatalogueReadCleanly) {
  Diagnostics diagnostics;
  const Texts texts =
      load_texts(std::string(BANCHENG_SOURCE_DIR) + "/site_templates/text/zh-CN", diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  EXPECT_GT(texts.entries().size(), 100u);
}

// A pack with the texts of the catalogue, as a build writes it.
class PackedTexts {
 public:
  explicit PackedTexts(const Texts& texts) : PackedTexts(texts.pieces()) {}
  explicit PackedTexts(const Pieces& pieces) : name_(name_of_pack(packed(pieces))) {
    write(packed(pieces));
  }
  void write(const std::string& bytes) const { std::ofstream(file(), std::ios::binary) << bytes; }
  std::filesystem::path file() const { return folder_.path() / "pack"; }
  Texts open() const { return Texts::ready(Pack::open(file(), name_).value()); }

 private:
  tests::TemporaryFolder folder_;
  std::string name_;
};

Texts whole_catalogue() {
  Diagnostics diagnostics;
  return load_texts(std::filesystem::path(BANCHENG_SOURCE_DIR) / "site_templates/text/zh-CN",
                    diagnostics);
}

TEST(Texts, FindEveryKeyInAPackOfTheirPieces) {
  const Texts all = whole_catalogue();
  const PackedTexts pack(all);
  const Texts read = pack.open();
  for (const Texts::Entry& entry : all.entries()) EXPECT_EQ(read.get(entry.key), entry.text);
  EXPECT_EQ(read.keys(), all.keys());
  EXPECT_EQ(read.below("portal.ticket.").size(), all.below("portal.ticket.").size());
  EXPECT_FALSE(read.has("no.such.key"));
  EXPECT_FALSE(read.has("portal"));
  EXPECT_TRUE(read.below("no.").empty());
  EXPECT_FALSE(Texts().has(""));
}

TEST(Texts, OfAPackAreReadWhenOneOfTheirRoomIsAskedFor) {
  const PackedTexts pack(whole_catalogue());
  const Texts texts = pack.open();
  std::string bytes = read_file(pack.file()).value();
  bytes[bytes.find("desk.files.choose_again")] = 'x';
  pack.write(bytes);
  EXPECT_NE(texts.get("portal.ticket.title"), "");
  EXPECT_THROW(texts.get("desk.files.choose_again"), DamagedPiece);
  EXPECT_THROW(texts.keys(), DamagedPiece);
}

// Whether texts that are published as `piece` are refused when all of them are asked for. Throws
// whatever else comes of that.
bool are_refused(const std::string& piece) {
  const PackedTexts pack(Pieces{{"texts/a", piece}});
  const Texts texts = pack.open();
  try {
    for (const char* key : {"a.one", "a.two", "a.no_such_key"}) (void)texts.has(key);
    (void)texts.keys();
  } catch (const DamagedPiece&) {
    return true;
  }
  return false;
}

std::string piece_of_two() {
  return Texts({{"a.one", "一"}, {"a.two", "二"}}).pieces().at("texts/a");
}

constexpr std::size_t kSlots = 16;  // of so few texts, behind their number

TEST(Texts, ThatAreCutAreRefused) {
  const std::string whole = piece_of_two();
  EXPECT_FALSE(are_refused(whole));
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_TRUE(are_refused(whole.substr(0, size))) << size;
}

TEST(Texts, WithAChangedByteAreReadOrRefused) {
  const std::string whole = piece_of_two();
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (const char byte : {'\0', '\1', '\x7f', '\xff'}) {
      std::string changed = whole;
      changed[place] = byte;
      EXPECT_NO_THROW(are_refused(changed)) << place;
    }
  }
}

TEST(Texts, WithImpossibleSlotsAreRefused) {
  for (const char slots : {'\0', '\3', '\x40'}) {
    std::string changed = piece_of_two();
    changed[0] = slots;
    EXPECT_TRUE(are_refused(changed)) << static_cast<int>(slots);
  }
  std::string full = piece_of_two();
  for (std::size_t slot = 1; slot <= kSlots; ++slot) full[4 * slot] = '\1';
  EXPECT_TRUE(are_refused(full)) << "no slot is free";
}

TEST(Texts, StandInOneFileOnly) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  const std::filesystem::path folder = copy.root() / "texts";
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "a.yaml") << "form:\n  send: 提交\n";
  std::ofstream(folder / "b.yaml") << "form:\n  send: 发送\n";
  Diagnostics diagnostics;
  const Texts texts = load_texts(folder, diagnostics);
  EXPECT_EQ(texts.get("form.send"), "提交");
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  const Diagnostic mistake = diagnostics.sorted()[0];
  EXPECT_EQ(mistake.code, "texts.twice");
  EXPECT_EQ(mistake.span.file, (folder / "b.yaml").string());
  EXPECT_EQ(mistake.hint.english(), "the first is in " + (folder / "a.yaml").string() + ":2");
}

TEST(Texts, OfAFolderThatIsNotThereAreAMistake) {
  Diagnostics diagnostics;
  load_texts("/nowhere/texts", diagnostics);
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].code, "texts.unreadable");
}

TEST(Texts, SayWhichKeyIsMissing) {
  try {
    read("form:\n  label: 甲\n").get("form.hint");
    FAIL() << "nothing was thrown";
  } catch (const MissingText& missing) {
    EXPECT_EQ(missing.key, "form.hint");
  }
}

TEST(Texts, AreMissedInTheFileWhereTheyBelong) {
  const tests::TemporaryFolder folder;
  std::ofstream(folder.path() / "a.yaml") << "home:\n  title: 甲\n";
  std::ofstream(folder.path() / "b.yaml") << "form:\n  label: 乙\n  hint: 丙\n";
  const auto missed = [&](const char* key) {
    Diagnostics diagnostics;
    report_missing_text(folder.path(), key, diagnostics);
    return diagnostics.sorted().at(0);
  };
  EXPECT_EQ(missed("form.hints").span.file, (folder.path() / "b.yaml").string());
  EXPECT_EQ(missed("form.hints").span.line, 3);
  EXPECT_EQ(missed("form.hints").hint.english(), "a page needs it: add it beside 'form.hint'");
  EXPECT_EQ(missed("news.title").span.file, folder.path().string());
}

TEST(TextOverrides, MayOnlyChangeWhatExists) {
  const Texts catalogue = read("form:\n  label: 到{date}\n");
  EXPECT_EQ(override_complaints("schema: 1\nform:\n  label: "
                                "在{date}前\n",
                                catalogue),
            "");
  EXPECT_EQ(override_complaints("schema: 1\nform:\n  lable: 甲\n", catalogue),
            "texts.yaml:3:3: error[texts.unknown-key]: no text is called 'form.lable'\n"
            "    3 |   lable: 甲\n"
            "      |   ^~~~~ did you mean 'form.label'?\n"
            "1 error\n");
}

TEST(TextOverrides, MayOnlyUsePlaceholdersOfTheOriginal) {
  const Texts catalogue = read("label: 到{date}\n");
  EXPECT_EQ(override_complaints("schema: 1\nlabel: 到{data}\n", catalogue),
            "texts.yaml:2:8: error[texts.placeholder]: the text 'label' has no {data}\n"
            "    2 | label: 到{data}\n"
            "      |        ^~~~~~~~ did you mean 'date'?\n"
            "1 error\n");
}

TEST(TextOverrides, BeginWithTheSchema) {
  EXPECT_EQ(override_complaints("label: 甲\n", Texts()),
            "texts.yaml:1:1: error[texts.schema]: the file does not begin with 'schema: 1'\n"
            "    1 | label: 甲\n"
            "      | ^ add 'schema: 1'\n"
            "1 error\n");
}

TEST(TextOverrides, OfALoadedSiteAreCheckedAgainstTheCatalogue) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  Diagnostics diagnostics;
  const auto loaded = copy.load(diagnostics);
  ASSERT_TRUE(loaded.has_value()) << diagnostics.text();
  check_text_overrides(*loaded, read("process:\n  lead: 从{date}起\n"), diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  check_text_overrides(*loaded, read("process:\n  leads: 从{date}起\n"), diagnostics);
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].code, "texts.unknown-key");
  EXPECT_EQ(diagnostics.sorted()[0].span.file, (copy.root() / "yangli/texts.yaml").string());
}

}  // namespace
}  // namespace core
