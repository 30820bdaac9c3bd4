// The access matrix: every route of the desk, every kind of user, own and other site, unit, window
// and case. The expected answers are in tests/golden/access/desk.txt, a table for review.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "core/base/files.h"
#include "core/base/text.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

struct Person {
  const char* column;
  const char* site;
  const char* role;  // "": not signed in
  const char* unit = "";
  const char* window = "";
};
constexpr Person kPeople[] = {
    {"nobody", "demo", ""},
    {"elsewhere", "pingyi", "front_desk"},
    {"window", "demo", "front_desk"},
    {"qinghe", "demo", "front_desk", "", "qinghe"},
    {"dispatch", "demo", "dispatcher"},
    {"housing", "demo", "unit", kOwnUnit},
    {"taxation", "demo", "unit", kOtherUnit},
    {"on_duty", "demo", "leader_on_duty"},
    {"group", "demo", "leading_group"},
    {"supervis", "demo", "supervision"},
    {"editor", "demo", "editor"},
    {"ed_qinghe", "demo", "editor", "", "qinghe"},
    {"ed_other", "pingyi", "editor"},
    {"auditor", "demo", "auditor"},
    {"admin", "demo", "admin"},
};

cases::CaseId assisted(DeskFixture& house) {
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  house.act(desk, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  house.act(desk, id, "dispatch", {{"unit", kOtherUnit}, {"assisting", kOwnUnit}});
  return id;
}

// The role that decides is known only after an extension request.
cases::CaseId asking(DeskFixture& house) {
  const cases::CaseId id = house.dispatched(kOwnUnit);
  const std::string unit = house.enter_as_role(core::Role::unit, kOwnUnit);
  house.act(unit, id, "ask_extension", {{"workdays", "1"}, {"reason", "要会商"}});
  return id;
}

// The cases used for routes with {case}, and their names in the table: one for each relation
// between a user and a case.
std::vector<std::pair<std::string, cases::CaseId>> cases_of(DeskFixture& house) {
  return {
      {"fresh, main window", house.report()},
      {"fresh, qinghe", house.report({{"window", "qinghe"}})},
      {"with housing", house.dispatched(kOwnUnit)},
      {"about housing", house.dispatched(kOtherUnit, {{"kind", "conduct"}, {"unit", kOwnUnit}})},
      {"in confidence", house.dispatched(kOwnUnit, {{"confidential", "yes"}})},
      {"with taxation, housing assists", assisted(house)},
      {"with housing, more time asked", asking(house)}};
}

// A publication that waits for a second person. What it publishes stands there already, so that no
// preview is built for it.
std::int64_t publication(DeskFixture& house, std::int64_t author) {
  const auto content = handler::testing::source_folder() / "content";
  house.services().place.content = content;
  store::Publication asked;
  asked.site = "demo";
  asked.author = author;
  asked.asked = house.clock.now();
  asked.reason = "补充问题";
  asked.needs_second = true;
  asked.files = {
      {"faq.yaml", std::nullopt, core::read_file(content / "sites" / "demo" / "faq.yaml").value()}};
  asked.content = store::content_hash(asked.files);
  return house.store().ask_publication(asked, 0).value();
}

// Replaces another parameter of a path.
std::string filled(std::string path, const std::string& parameter, const std::string& value) {
  const auto at = path.find(parameter);
  return at == std::string::npos ? path : path.replace(at, parameter.size(), value);
}

// An action sent from an outdated page: 409 for users who may take it in any state, so that no
// request changes the case for the next user.
std::vector<std::string> actions() {
  std::vector<std::string> ids;
  for (const cases::ActionRule& rule : cases::action_table()) ids.emplace_back(rule.id);
  return ids;
}

class Table {
 public:
  Table() : cases_(cases_of(house_)) {
    text_ = row_of("", [](const Person& person) { return std::string(person.column); });
    for (const web::Route& route : house_.router().routes()) add_route(route);
  }
  const std::string& text() const { return text_; }

 private:
  void add_route(const web::Route& route) {
    std::string path = route.pattern.substr(std::string("/handle/desk/").size());
    path = filled(filled(path, "{site}", "demo"), "{filing}", "monthly");
    // Forms that name an entry which is not there: 409 for those who may change it.
    if (path.find("/publishing/") != std::string::npos) path = filled(path, "{act}", "remove");
    path = filled(filled(path, "{body}", "working_group"), "{month}", "2026-12");
    path = filled(filled(path, "{user}", std::to_string(colleague_)), "{act}", "grant");
    path = filled(path, "{publication}", std::to_string(publication_));
    path = filled(filled(path, "{page}", "1"), "{path...}", "index.html");
    path = filled(filled(path, "{window}", "qinghe"), "{notice}", "0");
    path = filled(path, "{unit}", kOwnUnit);
    // It stands in the folder, and no publication has it.
    path = filled(filled(path, "{side}", "after"), "{file}", "one-window.png");
    // No case has a file: who sees which is in shown_files_test.cc.
    path = filled(filled(path, "{seq}", "1"), "{field}", "file1");
    // For a case, a sheet with the reporter's name; for a period, the ledger.
    path = filled(path, "{form}",
                  path.find("{case}") == std::string::npos ? "ledger" : "registration");
    if (path.find("{action}") != std::string::npos) {
      for (const std::string& action : actions())
        add_cases(route, filled(path, "{action}", action));
    } else {
      add_cases(route, path);
    }
  }

  void add_cases(const web::Route& route, const std::string& path) {
    if (path.find("{case}") == std::string::npos) return add_row(route, path, path);
    for (const auto& [name, id] : cases_) {
      add_row(route, filled(path, "{case}", std::to_string(id)),
              filled(path, "{case}", "(" + name + ")"));
    }
  }

  void add_row(const web::Route& route, const std::string& path, const std::string& shown) {
    text_ += row_of(route.method + " " + shown,
                    [&](const Person& person) { return answer(route, path, person); });
  }

  // Each request has its own session, so that signing out does not affect the next.
  std::string answer(const web::Route& route, const std::string& path, const Person& person) {
    const auto role = core::word_in(core::kRoles, person.role);
    const std::string session =
        role ? house_.enter({{person.site, *role, person.window, person.unit}}, person.site) : "";
    web::Request request = house_.request(route.method, path, session);
    request.remote_address = fresh_address();
    if (route.method == "POST") {
      const store::DeskKeys& keys = *house_.services().desk_keys;
      request.body = "csrf=" + web::url_encoded(web::csrf_token(keys.session, session));
      // Wrong passwords are counted by login too.
      request.body += "&login=stranger" + std::to_string(requests_);
    }
    return std::to_string(house_.handle(request).status);
  }

  // Tries are counted per address: each request has its own, so that rows are independent.
  std::string fresh_address() {
    const int number = ++requests_;
    return fmt::format("10.{}.{}.{}", number / 65536, number / 256 % 256, number % 256);
  }

  template <class Cell>
  static std::string row_of(const std::string& name, Cell cell) {
    std::string row = fmt::format("{:<72}", name);
    for (const Person& person : kPeople) row += fmt::format(" {:>9}", cell(person));
    return row + "\n";
  }

  DeskFixture house_;
  std::int64_t colleague_ = house_.add_user("li", {{"demo", core::Role::front_desk, "", ""}});
  std::int64_t publication_ =
      publication(house_, house_.add_user("wen", {{"demo", core::Role::editor, "", ""}}));
  std::vector<std::pair<std::string, cases::CaseId>> cases_;
  std::string text_;
  int requests_ = 0;
};

// Lines of one text that are not in the other.
std::string missing(const std::string& lines, const std::string& there) {
  std::string found;
  for (const std::string& line : core::split(lines, '\n')) {
    if (there.find(line + "\n") == std::string::npos) found += line + "\n";
  }
  return found;
}

TEST(AccessMatrix, IsWhatPeopleAgreedTo) {
  const auto golden = std::filesystem::path(BANCHENG_SOURCE_DIR) / "tests/golden/access/desk.txt";
  const Table table;
  const core::Result<std::string> agreed = core::read_file(golden);
  const auto found = std::filesystem::path(BANCHENG_BINARY_DIR) / "access_matrix.txt";
  ASSERT_TRUE(core::write_file_atomically(found, table.text()));
  ASSERT_TRUE(agreed) << "read " << found << " row by row; if all of it is right, it is " << golden;
  EXPECT_EQ(missing(table.text(), *agreed), "") << "is so now, and not agreed to; all in " << found;
  EXPECT_EQ(missing(*agreed, table.text()), "") << "was agreed to, and is not so";
}

}  // namespace
}  // namespace handler::desk::testing
