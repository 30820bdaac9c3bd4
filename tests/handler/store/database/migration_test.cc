// Migrates a database of an older program with cases: every step keeps the recorded data, and the
// cases are listed again.
#include "core/base/text.h"
#include "handler/store/check/account_check.h"
#include "handler/store/database/schema.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::CaseFilter;
using handler::store::CaseRow;
using handler::store::Database;
using handler::store::schema_version;
using handler::store::Store;
using test::event;
using test::report;
using test::StoreFixture;

// Two cases with three events and a text, written by the current program.
void fill_with_two_cases(StoreFixture& room) {
  const auto store = room.open();
  core::SystemRandomness randomness;
  for (const std::string name : {"a", "b"}) store->add_report(report(name)).value();
  auto noted = event("accepted", {{"marks", {"open", "to_dispatch"}}});
  noted.parts = {handler::store::make_part(randomness, "matter", "水表过户", "", false)};
  store->append("demo", 1, 1, {noted}, test::fold_simply).value();
}

// The columns that the older program had, written as SQL.
void copy_table(Database& from, Database& to, const std::string& table) {
  std::vector<std::string> names;
  std::vector<std::string> quoted;
  const auto columns = to.run("SELECT name FROM pragma_table_info('" + table + "')", {}).value();
  for (const auto& row : columns) {
    if (row.text(0) == "listed") continue;
    names.push_back(row.text(0));
    quoted.push_back("quote(" + row.text(0) + ")");
  }
  const auto rows =
      from.run("SELECT " + core::joined(quoted, " || ',' || ") + " FROM " + table, {}).value();
  for (const auto& row : rows) {
    ASSERT_TRUE(to.run_script("INSERT INTO " + table + "(" + core::joined(names, ",") +
                              ") VALUES (" + row.text(0) + ")"));
  }
}

void leave_behind(const StoreFixture& present, const StoreFixture& old, int version) {
  const auto to = old.raw();
  ASSERT_TRUE(handler::store::migrate_up_to(*to, version));
  for (const std::string table : {"cases", "events", "parts"})
    copy_table(*present.raw(), *to, table);
}

void list_again(Store& store) {
  const auto rows = store.unlisted_cases(0, 10).value();
  for (const CaseRow& row : rows) ASSERT_TRUE(store.refold_case("demo", row.id, test::fold_simply));
}

class Migration : public testing::TestWithParam<int> {};

TEST_P(Migration, KeepsEveryCaseThatAnOlderProgramLeft) {
  StoreFixture present;
  fill_with_two_cases(present);
  StoreFixture old;
  leave_behind(present, old, GetParam());
  const auto store = old.open();
  EXPECT_EQ(test::number_of(*old.raw(), "SELECT MAX(version) FROM schema_version"),
            schema_version());
  EXPECT_EQ(old.verify().value(), 3);
  list_again(*store);
  CaseFilter filter;
  filter.site = "demo";
  filter.mark = "to_dispatch";
  EXPECT_EQ(store->list_cases(filter)->rows.size(), 1U);
  filter.mark.clear();
  filter.words = "过户";
  EXPECT_EQ(store->list_cases(filter)->rows.size(), 1U);
  store->add_report(report("c")).value();
  EXPECT_EQ(old.verify().value(), 4);
}

TEST(MigrationOfNotes, KeepsFilingsAndPresencesAndLetsThemBeCorrected) {
  StoreFixture present;
  present.open()->add_user({0, "li", "李工", "hash", false, {}}).value();
  StoreFixture old;
  const auto to = old.raw();
  ASSERT_TRUE(handler::store::migrate_up_to(*to, 16));
  copy_table(*present.raw(), *to, "users");
  ASSERT_TRUE(to->run_script(
      "INSERT INTO filed(site, filing, period, user_id, filed_at, figures) "
      "VALUES ('demo', 'monthly', '2026-03', 1, '2026-04-01T08:00:00.000+08:00', '{}');"
      "INSERT INTO presences(site, day, part, who, note, user_id, noted_at) "
      "VALUES ('demo', '2026-04-02', 'day', '王', '', 1, '2026-04-02T08:00:00.000+08:00');"));
  const auto store = old.open();
  const auto filed = store->filed("demo").value();
  ASSERT_EQ(filed.size(), 1U);
  EXPECT_EQ(filed[0].figures, "{}");
  const core::Instant later = test::moment("2026-04-03T08:00:00");
  EXPECT_TRUE(store->take_back_filed("demo", "monthly", "2026-03", {1, later, "没有报"}));
  const core::Day day = core::day_from_iso("2026-04-02").value();
  ASSERT_EQ(store->presences("demo", day, day).value().size(), 1U);
  EXPECT_TRUE(store->correct_presence("demo", 1, "李", {1, later, "写错"}));
  EXPECT_EQ(store->presences("demo", day, day).value().front().who, "李");
  for (const char* sql :
       {"UPDATE filed SET period = ''", "DELETE FROM filed", "DELETE FROM filed_taken_back",
        "UPDATE presences SET who = ''", "UPDATE presence_corrections SET who = ''",
        "DELETE FROM presence_corrections"}) {
    EXPECT_FALSE(to->run_script(sql)) << sql;
  }
}

TEST(MigrationOfRetention, HasEndedCasesOfAnOlderProgramCounted) {
  StoreFixture present;
  fill_with_two_cases(present);
  StoreFixture old;
  leave_behind(present, old, 18);
  ASSERT_TRUE(old.raw()->run_script("UPDATE cases SET state = 'closed' WHERE case_id = 1"));
  const auto store = old.open();
  const auto rows = store->cases_to_destroy({"demo", test::moment("2026-04-03T10:00:00"), "none"});
  ASSERT_EQ(rows.value().size(), 1U);
  EXPECT_EQ(rows->front().id, 1);
  EXPECT_FALSE(rows->front().values.destroy_at.has_value());
}

// A main case waits for the files of the cases that were merged into it, which older programs did
// not count.
TEST(MigrationOfFiles, HasMainCasesCountedAndTakesFiles) {
  StoreFixture present;
  fill_with_two_cases(present);
  StoreFixture old;
  leave_behind(present, old, 25);
  ASSERT_TRUE(old.raw()->run_script(
      "DROP TRIGGER events_stay; UPDATE events SET type = 'merged_in' WHERE seq = 3"));
  const auto store = old.open();
  const auto rows = store->cases_to_destroy({"demo", test::moment("2026-04-03T10:00:00"), "none"});
  ASSERT_EQ(rows.value().size(), 1U);
  EXPECT_EQ(rows->front().id, 1);
  EXPECT_EQ(store->file_bytes("demo").value(), 0);
}

// Accounts of an older program begin the chain as they are, and the changes before it stay under
// it.
TEST(MigrationOfAccounts, BeginsTheChainWithEveryAccountAsItIs) {
  StoreFixture present;
  {
    const auto store = present.open();
    store->add_user({0, "li", "李工", "hash", false, {{"demo", core::Role::front_desk}}}).value();
    store->add_user({0, "wang", "王工", "hash", false, {}}).value();
  }
  StoreFixture old;
  const auto to = old.raw();
  ASSERT_TRUE(handler::store::migrate_up_to(*to, handler::store::version_with_staff_chain() - 1));
  for (const std::string table : {"users", "grants", "staff_changes"})
    copy_table(*present.raw(), *to, table);
  ASSERT_TRUE(old.open()->set_password(2, "another hash"));
  EXPECT_EQ(test::number_of(*to, "SELECT COUNT(*) FROM staff_changes WHERE act = 'taken_over'"), 2);
  const auto found = [&] {
    handler::store::Findings findings(10);
    handler::store::check_accounts(*to, findings);
    std::string said;
    for (const auto& one : findings.all()) said += one.what + "\n";
    return said;
  };
  EXPECT_EQ(found(), "");
  ASSERT_TRUE(to->run_script("UPDATE users SET password_hash = 'mine' WHERE user_id = 1"));
  EXPECT_EQ(found(), "account 1 (li) is not as its recorded changes made it: password\n");
  ASSERT_TRUE(
      to->run_script("UPDATE users SET password_hash = 'hash' WHERE user_id = 1; "
                     "DROP TRIGGER staff_changes_stay; "
                     "UPDATE staff_changes SET by_user = 7 WHERE change_id = 1"));
  EXPECT_EQ(found(), "change 3 of accounts: does not follow the change before it\n");
}

// An older program left a session behind when it took the last role away; verification would find
// it.
TEST(MigrationOfAccounts, EndsSessionsOfUsersWithoutARoleOnTheirSite) {
  StoreFixture present;
  present.open()
      ->add_user({0, "li", "李工", "hash", false, {{"demo", core::Role::front_desk}}})
      .value();
  StoreFixture old;
  const auto to = old.raw();
  ASSERT_TRUE(handler::store::migrate_up_to(*to, handler::store::version_with_staff_chain() - 1));
  for (const std::string table : {"users", "grants"}) copy_table(*present.raw(), *to, table);
  for (const std::string site : {"demo", "pingyi"}) {
    ASSERT_TRUE(to->run("INSERT INTO sessions VALUES ($1, 1, $2, $3, $3)",
                        {test::hash_of(site), site, std::string("2026-04-03T10:00:00.000+08:00")}));
  }
  const auto store = old.open();
  EXPECT_TRUE(store->session(test::hash_of("demo")));
  EXPECT_FALSE(store->session(test::hash_of("pingyi")));
  handler::store::Findings findings(10);
  handler::store::check_upkeep(*to, findings);
  EXPECT_TRUE(findings.all().empty());
}

// As if every text of the case were withheld.
handler::store::CurrentValues fold_with_all_hidden(
    const std::vector<handler::cases::Event>& events) {
  handler::store::CurrentValues values = test::fold_simply(events);
  for (const handler::cases::Event& each : events) {
    for (const auto& [field, value] : each.data.items()) {
      if (value.is_object() && value.contains("part"))
        values.hidden_parts.push_back(value.at("part").get<std::int64_t>());
    }
  }
  return values;
}

TEST_P(Migration, HidesATextThatAnOlderProgramRecorded) {
  StoreFixture present;
  fill_with_two_cases(present);
  StoreFixture old;
  leave_behind(present, old, GetParam());
  const auto store = old.open();
  list_again(*store);
  CaseFilter filter;
  filter.site = "demo";
  filter.words = "过户";
  const auto rows = store->list_cases(filter).value().rows;
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_TRUE(rows.front().values.hidden_parts.empty());
  EXPECT_EQ(rows.front().matter, "水表过户");
  const auto withheld = event("withheld", {{"of", 3}, {"field", "matter"}});
  const auto after = store->append("demo", 1, 3, {withheld}, fold_with_all_hidden).value();
  EXPECT_EQ(after.row.values.hidden_parts.size(), 1U);
  EXPECT_EQ(after.row.matter, "");
  EXPECT_TRUE(store->list_cases(filter).value().rows.empty());
}

INSTANTIATE_TEST_SUITE_P(FromEveryStep, Migration, testing::Range(1, schema_version() + 1));

}  // namespace
