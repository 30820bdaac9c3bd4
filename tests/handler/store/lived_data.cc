// Lets a window work for a while, and keeps the file.
#include "tests/handler/store/lived_data.h"

#include "handler/store/cases/file_parts.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"
#include "tests/handler/store/store_fixture.h"

namespace test {
namespace {

using handler::testing::HandlerFixture;
namespace store = handler::store;

// Of two chunks.
store::Part sealed_photo(HandlerFixture& hall) {
  const tests::TemporaryFolder spools;
  const std::string bytes(65537, 'x');
  return store::make_file_part(hall.randomness, "file1",
                               store::seal_file("jpeg", "a.jpg", bytes, spools.path()).value(),
                               hall.services.portal_keys.seal_public, false);
}

void work_with_cases(HandlerFixture& hall) {
  for (int i = 0; i < 12; ++i) {
    const auto sealed = [&](const char* field, const char* text) {
      return store::make_part(hall.randomness, field, text, hall.services.portal_keys.seal_public,
                              false);
    };
    std::vector<store::Part> parts = {sealed("identity", "王小明"),
                                      sealed("words", "水表过户办不成")};
    if (i == 6) parts.push_back(sealed_photo(hall));
    const auto id = hall.report(core::Json::object(), std::move(parts));
    if (i % 4 == 0) continue;
    hall.accept(id, i % 4 == 1 ? "complex" : "general");
    if (i % 4 == 1) continue;
    hall.act(id, "dispatch", {{"unit", "housing"}});
    hall.act(id, "sign_for");
    if (i % 4 == 2)
      hall.store.keep_traces("demo", {{id, hash_of("phone"), {"matter:" + hash_of("matter")}}})
          .value();
    if (i % 8 != 3) continue;
    hall.act(id, "reply", {{"outcome", "resolved"}, {"reply", "已经办好了。"}});
  }
}

void work_with_staff(HandlerFixture& hall) {
  const auto li =
      hall.store.add_user({0, "li", "李工", "argon2 li", false, {{"demo", core::Role::front_desk}}})
          .value();
  const auto wang = hall.store
                        .add_user({0,
                                   "wang",
                                   "王工",
                                   "argon2 wang",
                                   false,
                                   {{"demo", core::Role::unit, "", "housing"}}})
                        .value();
  ASSERT_TRUE(hall.store.set_password(li, "argon2 li again"));
  ASSERT_TRUE(hall.store.set_one_time_secret(wang, "sealed secret"));
  store::StaffChange granted{.act = store::StaffAct::grant, .user = li};
  granted.grant = handler::cases::Grant{"demo", core::Role::dispatcher, "", ""};
  ASSERT_TRUE(hall.store.change_staff(granted));
  ASSERT_TRUE(
      hall.store.add_session(hash_of("session"), {li, "demo", hall.clock.now(), hall.clock.now()}));
  ASSERT_TRUE(hall.store.save_view(li, "demo", {"mine", "unit=housing"}));
  ASSERT_TRUE(hall.store.count_up("sign-in 203.0.113.0", 600));
  ASSERT_TRUE(hall.store.set_fact("a fact", "its value"));
  ASSERT_TRUE(hall.store.note_presence(
      "demo", {*core::day_from_iso("2026-09-23"), "day", "王", "", li, hall.clock.now(), 0}));
  ASSERT_TRUE(hall.store.note_filed("demo", {"monthly", "2026-08", li, hall.clock.now(), "{}"}));
}

// A publication that went out, one that waits, and a draft.
void work_with_publications(HandlerFixture& hall) {
  store::Publication asked{.site = "demo", .author = 1, .asked = hall.clock.now()};
  asked.reason = "换届";
  asked.lines = {"组长：甲 → 乙"};
  asked.files = {{"bodies.yaml", "bodies: []\n", "bodies:\n  - id: a\n"},
                 {"news/2026-09-a.md", {}, "# 新闻\n"}};
  const auto first = hall.store.ask_publication(asked, 0).value();
  for (const auto act : {store::PublicationAct::begun, store::PublicationAct::done})
    ASSERT_TRUE(hall.store.add_step(first, {act, 0, hall.clock.now(), ""}));
  asked.needs_second = true;
  asked.puts_back = first;
  ASSERT_TRUE(hall.store.ask_publication(asked, 0));
  ASSERT_TRUE(hall.store.keep_draft(
      2, "demo", 0,
      {{"faq.yaml", hash_of("faq"), "faq: []\n"}, {"stories/a.md", hash_of("story"), {}}},
      hall.clock.now()));
}

// As another program writes and closes it: all that was in the write-ahead log is in the file.
void close_file(const std::filesystem::path& file) {
  const auto opened = store::open_sqlite({file.string(), 1000, false}).value();
  ASSERT_TRUE(opened->erase_leftovers());
}

// The statements that make the triggers, and those that drop them.
std::pair<std::string, std::string> triggers_of(store::Database& database) {
  std::string made;
  std::string dropped;
  const store::Rows rows =
      database.run("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", {}).value();
  for (const store::Row& row : rows) {
    dropped += "DROP TRIGGER " + row.text(0) + ";";
    made += row.text(1) + ";";
  }
  return {made, dropped};
}

}  // namespace

LivedData::LivedData() : file_(folder_ / "lived.sqlite") {
  HandlerFixture hall;
  hall.keeps_names = true;
  work_with_cases(hall);
  work_with_staff(hall);
  work_with_publications(hall);
  const std::filesystem::path live = hall.data_folder() / "bancheng.sqlite";
  std::filesystem::copy_file(live, file_);
  std::filesystem::copy_file(live.string() + "-wal", file_.string() + "-wal");
  close_file(file_);
}

const LivedData& LivedData::get() {
  static const LivedData data;
  return data;
}

store::VerifyOptions LivedData::options() const {
  store::VerifyOptions options;
  options.now = moment("2026-09-24T10:00:00");
  options.present = [](const std::string& site) -> store::PolicyPointer {
    static handler::view::LiveSites sites(handler::testing::published().root(),
                                          handler::testing::source_folder() / "site_templates");
    const auto live = sites.get(site);
    return live ? (*live)->rules : nullptr;
  };
  return options;
}

DamagedData::DamagedData() : file_(folder_ / "bancheng.sqlite") {
  std::filesystem::copy_file(LivedData::get().file(), file_);
}

void DamagedData::edit(const std::string& statements) const {
  const auto raw = store::open_sqlite({file_.string(), 1000, false}).value();
  const auto [made, dropped] = triggers_of(*raw);
  for (const std::string& sql :
       {std::string("PRAGMA foreign_keys=OFF"), dropped, statements, made}) {
    const core::Status done = raw->run_script(sql);
    ASSERT_TRUE(done) << sql << ": " << done.failure().message;
  }
}

core::Result<store::VerifyReport> DamagedData::verify(std::vector<store::ChainHeadOf> heads) const {
  store::VerifyOptions options = LivedData::get().options();
  options.heads = std::move(heads);
  return store::verify_database(file_, options);
}

std::string DamagedData::said(std::vector<store::ChainHeadOf> heads) const {
  const auto report = verify(std::move(heads));
  return report ? store::report_as_text(*report) : report.failure().message;
}

}  // namespace test
