// A damaged page of what only helps (counters, lists, indexes) costs no report and no event.
#include "tests/handler/store/photo.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace store = handler::store;
using core::FailureCode;
using store::CaseId;
using store::Store;
using test::event;
using test::fold_simply;

store::NewEvent accepted() {
  store::NewEvent made =
      event("accepted", {{"marks", {"to_dispatch", "open"}}, {"assisting", {"fire"}}});
  made.parts = {{.field = "matter", .body = "新生儿落户", .salt = "s", .commitment = "c"}};
  return made;
}

store::NewReport limited_report(const std::string& name) {
  store::NewReport made = test::report(name);
  made.limits = {{{"reports:demo", 3600}, 50}};
  // Every report has a text: a damaged index of texts must show when it is written.
  core::SystemRandomness randomness;
  made.submitted.parts = {store::make_part(randomness, "matter", "水表过户", "", true)};
  return made;
}

// A database with two cases in which one page can be overwritten and put back.
class Damaged : public ::testing::Test {
 protected:
  Damaged() {
    const auto opened = room.open();
    first = opened->add_report(limited_report("first")).value().id;
    EXPECT_TRUE(opened->append("demo", first, 1, {accepted()}, fold_simply));
    EXPECT_TRUE(opened->add_report(limited_report("second")));
  }

  // Overwrites the first page of a table or index.
  void damage(const std::string& name) {
    {
      const auto raw = room.raw();
      EXPECT_TRUE(raw->erase_leftovers());
      size = test::number_of(*raw, "PRAGMA page_size");
      page = raw->run("SELECT rootpage FROM sqlite_schema WHERE name = $1", {name})
                 .value()
                 .at(0)
                 .number(0);
    }
    good = test::bytes_of(room.path).substr(static_cast<std::size_t>((page - 1) * size),
                                            static_cast<std::size_t>(size));
    put(std::string(static_cast<std::size_t>(size), '\xA5'));
  }
  void put(const std::string& bytes) {
    std::fstream file(room.path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp((page - 1) * size);
    file << bytes;
  }
  std::unique_ptr<Store> open(bool group_commit = true) {
    store::StoreOptions options = room.options();
    options.group_commit = group_commit;
    options.warn = [this](const std::string& what) { warnings.push_back(what); };
    return room.open(options);
  }
  static std::vector<CaseId> marked(Store& opened, const std::string& mark) {
    store::CaseFilter filter;
    filter.site = "demo";
    filter.mark = mark;
    std::vector<CaseId> ids;
    const auto list = opened.list_cases(filter).value();
    for (const store::CaseRow& row : list.rows) ids.push_back(row.id);
    return ids;
  }
  void expect_kept(Store& opened) {
    const auto added = opened.add_report(limited_report("third"));
    ASSERT_TRUE(added) << added.failure().message;
    EXPECT_FALSE(added->limited);
    EXPECT_EQ(opened.case_by_id("demo", added->id).value().events().size(), 1U);
    const auto grown = opened.append("demo", first, 2, {event("dispatched")}, fold_simply);
    ASSERT_TRUE(grown) << grown.failure().message;
    EXPECT_EQ(grown->events().size(), 3U);
    EXPECT_EQ(opened.not_saved_lately(), 0);
  }

  test::StoreFixture room;
  CaseId first = 0;
  std::int64_t page = 0;
  std::int64_t size = 0;
  std::string good;
  std::vector<std::string> warnings;
};

TEST_F(Damaged, CountersStopNoReport) {
  for (const bool group_commit : {true, false}) {
    SCOPED_TRACE(group_commit);
    damage("counters");
    const auto opened = open(group_commit);
    const auto added = opened->add_report(limited_report(group_commit ? "third" : "fourth"));
    ASSERT_TRUE(added) << added.failure().message;
    EXPECT_FALSE(added->limited);
    EXPECT_TRUE(opened->case_by_ticket("demo", test::hash_of("ticket first")));
  }
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0].find("the counters are damaged"), 0U) << warnings[0];
}

TEST_F(Damaged, ListsStopNoReportAndNoEvent) {
  for (const char* name : {"case_marks", "marks_by_unit", "case_words_data", "case_words_docsize",
                           "assisting_units"}) {
    SCOPED_TRACE(name);
    test::StoreFixture other;
    std::filesystem::copy_file(room.path, other.path);
    std::swap(room.path, other.path);
    damage(name);
    expect_kept(*open());
    std::swap(room.path, other.path);
  }
}

TEST_F(Damaged, ACaseThatWasLeftOutOfTheListsIsListedLater) {
  damage("case_marks");
  CaseId third = 0;
  {
    const auto opened = open();
    third = opened->add_report(limited_report("third")).value().id;
    ASSERT_TRUE(opened->append("demo", first, 2, {event("dispatched", {{"marks", {"open"}}})},
                               fold_simply));
    EXPECT_EQ(opened->unlisted_cases(0, 10).value().size(), 2U);
    EXPECT_FALSE(opened->refold_case("demo", third, fold_simply));
  }
  put(good);
  const auto opened = open();
  const std::vector<store::CaseRow> unlisted = opened->unlisted_cases(0, 10).value();
  for (const store::CaseRow& row : unlisted)
    EXPECT_TRUE(opened->refold_case(row.site, row.id, fold_simply));
  EXPECT_TRUE(opened->unlisted_cases(0, 10).value().empty());
  EXPECT_EQ(marked(*opened, "open").size(), 3U);
  EXPECT_TRUE(marked(*opened, "to_dispatch").empty());
}

TEST_F(Damaged, AnIndexIsMadeAgain) {
  for (const char* name : {"cases_by_age", "cases_by_due", "events_by_case", "parts_by_case"}) {
    SCOPED_TRACE(name);
    test::StoreFixture other;
    std::filesystem::copy_file(room.path, other.path);
    std::swap(room.path, other.path);
    damage(name);
    warnings.clear();
    expect_kept(*open());
    ASSERT_FALSE(warnings.empty());
    EXPECT_EQ(warnings.back().find("an index was damaged"), 0U) << warnings.back();
    std::swap(room.path, other.path);
  }
}

TEST_F(Damaged, TheIndexOfFilesIsMadeAgain) {
  damage("file_chunks_by_part");
  const auto opened = open();
  store::NewReport sent = limited_report("third");
  sent.submitted.parts = {test::photo()};
  const auto added = opened->add_report(sent);
  ASSERT_TRUE(added) << added.failure().message;
  const auto record = opened->case_by_id("demo", added->id).value();
  EXPECT_TRUE(opened->file_chunk({"demo", added->id, record.parts.begin()->first}, 1));
  EXPECT_EQ(opened->file_bytes("demo").value(), 65537);
}

TEST_F(Damaged, TheRecordItselfIsNeverGivenUpInSilence) {
  damage("events");
  const auto opened = open();
  for (int i = 0; i < 3; ++i) {
    const auto added = opened->add_report(limited_report("third"));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.failure().code, FailureCode::corrupt);
  }
  EXPECT_EQ(opened->not_saved_lately(), 3);
  EXPECT_FALSE(opened->check_health());
}

}  // namespace
