// Staff accounts on the command line, for an operator without a desk login.
#include "handler/commands/user_commands.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <optional>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/site/published.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/people/demo_staff.h"

namespace handler {
namespace {

core::Failure wrong_usage(const std::string& message) {
  return {core::FailureCode::invalid, message};
}

// Reads one line without showing it.
std::string ask_secretly(const std::string& question) {
  termios shown{};
  const bool is_terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  if (is_terminal) tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  // Print the question only now: an answer typed after it is neither shown nor discarded.
  std::cerr << question << std::flush;
  std::string line;
  std::getline(std::cin, line);
  if (is_terminal) tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << "\n";
  return line;
}

core::Result<std::string> read_password(const UserOptions& user) {
  std::string password;
  if (user.password_from_input) {
    std::getline(std::cin, password);
  } else {
    password = ask_secretly("password: ");
    if (ask_secretly("once more: ") != password)
      return wrong_usage("the two passwords differ; nothing was changed");
  }
  if (const std::string weakness = desk::password_weakness(user.login, password);
      !weakness.empty()) {
    return wrong_usage(weakness);
  }
  return password;
}

core::Result<std::optional<cases::Grant>> grant_of(const UserOptions& user) {
  if (user.site.empty() && user.role.empty()) return std::optional<cases::Grant>();
  const std::optional<core::Role> role = core::word_in(core::kRoles, user.role);
  if (user.site.empty() || !role) {
    std::vector<std::string> names;
    for (const auto& [value, name] : core::kRoles) names.emplace_back(name);
    return wrong_usage("a grant needs --site and --role, one of: " + core::joined(names, ", "));
  }
  if (*role == core::Role::unit && user.unit.empty())
    return wrong_usage("the role unit needs --unit ID");
  return std::optional<cases::Grant>(cases::Grant{user.site, *role, user.window, user.unit});
}

core::Failure unknown_in_site(const std::string& what, const std::string& id,
                              const std::string& site) {
  return {core::FailureCode::not_found, "the site " + site + " has no " + what + " '" + id + "'"};
}

// A grant for an unknown site, window or unit would look valid but give no access.
core::Status check_grant(const RuntimeOptions& runtime, const cases::Grant& grant) {
  const core::Result<core::PublishedSite> published =
      core::load_published(runtime.published, grant.site);
  if (!published) return published.failure();
  const core::Site& site = published->loaded.site;
  if (!grant.window.empty() && site.window(grant.window) == nullptr)
    return unknown_in_site("window", grant.window, grant.site);
  if (!grant.unit.empty() && site.unit(grant.unit) == nullptr)
    return unknown_in_site("unit", grant.unit, grant.site);
  return core::success();
}

core::Result<store::User> find_user(store::Store& store, const UserOptions& user) {
  if (user.login.empty()) return wrong_usage("--login is missing");
  core::Result<store::User> found = store.user_by_login(user.login);
  if (!found && found.failure().code == core::FailureCode::not_found) {
    return core::Failure{core::FailureCode::not_found,
                         "there is no user '" + user.login + "'; see handler user list"};
  }
  return found;
}

}  // namespace

core::Status add_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  if (user.login.empty()) return wrong_usage("--login is missing");
  const core::Result<std::optional<cases::Grant>> grant = grant_of(user);
  if (!grant) return grant.failure();
  if (grant->has_value()) {
    if (const core::Status known = check_grant(runtime, **grant); !known) return known;
  }
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<std::string> password = read_password(user);
  if (!password) return password.failure();
  store::User added;
  added.login = user.login;
  added.display_name = user.display_name.empty() ? user.login : user.display_name;
  added.password_hash = core::hash_password(*password);
  if (grant->has_value()) added.grants = {**grant};
  const core::Result<std::int64_t> id = opened->store->add_user(added);
  if (!id) return id.failure();
  out << "added " << user.login << "\n";
  return core::success();
}

core::Status list_users(const RuntimeOptions& runtime, const UserOptions&, std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<std::vector<store::User>> users = opened->store->list_users();
  if (!users) return users.failure();
  for (const store::User& user : *users) {
    out << user.login << "  " << user.display_name << (user.disabled ? "  (disabled)" : "")
        << (user.one_time_secret.empty() ? "" : "  (one-time code)") << "\n";
    for (const cases::Grant& grant : user.grants) {
      out << "    " << grant.site << " " << core::to_text(grant.role);
      if (!grant.window.empty()) out << " window " << grant.window;
      if (!grant.unit.empty()) out << " unit " << grant.unit;
      out << "\n";
    }
  }
  return core::success();
}

core::Status grant_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const core::Result<std::optional<cases::Grant>> grant = grant_of(user);
  if (!grant) return grant.failure();
  if (!grant->has_value()) return wrong_usage("a grant needs --site and --role");
  if (const core::Status known = check_grant(runtime, **grant); !known) return known;
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<store::User> found = find_user(*opened->store, user);
  if (!found) return found.failure();
  const core::Status given = opened->store->change_staff(
      {.act = store::StaffAct::grant, .user = found->id, .grant = **grant, .site = (*grant)->site});
  if (!given) return given;
  out << user.login << " is now " << user.role << " on " << user.site << "\n";
  return core::success();
}

core::Status revoke_from_user(const RuntimeOptions& runtime, const UserOptions& user,
                              std::ostream& out) {
  const core::Result<std::optional<cases::Grant>> grant = grant_of(user);
  if (!grant) return grant.failure();
  if (!grant->has_value()) return wrong_usage("revoke needs --site and --role, as they were given");
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<store::User> found = find_user(*opened->store, user);
  if (!found) return found.failure();
  const core::Status taken = opened->store->change_staff({.act = store::StaffAct::revoke,
                                                          .user = found->id,
                                                          .grant = **grant,
                                                          .site = (*grant)->site});
  if (!taken && taken.failure().code == core::FailureCode::not_found) {
    return core::Failure{core::FailureCode::not_found,
                         user.login + " has no such grant; see handler user list"};
  }
  if (!taken) return taken;
  out << user.login << " is no longer " << user.role << " on " << user.site << "\n";
  return core::success();
}

core::Status disable_user(const RuntimeOptions& runtime, const UserOptions& user,
                          std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<store::User> found = find_user(*opened->store, user);
  if (!found) return found.failure();
  const store::StaffAct act = user.undo ? store::StaffAct::enable : store::StaffAct::disable;
  const core::Status done = opened->store->change_staff({.act = act, .user = found->id});
  if (!done) return done;
  out << user.login << (user.undo ? " may sign in again\n" : " can no longer sign in\n");
  return core::success();
}

core::Status set_user_password(const RuntimeOptions& runtime, const UserOptions& user,
                               std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<store::User> found = find_user(*opened->store, user);
  if (!found) return found.failure();
  const core::Result<std::string> password = read_password(user);
  if (!password) return password.failure();
  const core::Status done =
      opened->store->change_staff({.act = store::StaffAct::set_password,
                                   .user = found->id,
                                   .password_hash = core::hash_password(*password)});
  if (!done) return done;
  out << "the password of " << user.login << " is set; open sessions are ended\n";
  return core::success();
}

core::Status drop_user_code(const RuntimeOptions& runtime, const UserOptions& user,
                            std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<store::User> found = find_user(*opened->store, user);
  if (!found) return found.failure();
  if (found->one_time_secret.empty()) {
    out << user.login << " signs in without a code already\n";
    return core::success();
  }
  const core::Status done =
      opened->store->change_staff({.act = store::StaffAct::drop_code, .user = found->id});
  if (!done) return done;
  out << user.login << " signs in with the password alone again; open sessions are ended\n";
  return core::success();
}

namespace {

// Only the requested site, or the demo and every other published sample, so that one set of logins
// works on all of them. An official site gets demo staff only if it is named.
core::Result<std::vector<std::shared_ptr<const view::LiveSite>>> sites_to_try(
    const RuntimeOptions& runtime, const std::string& asked) {
  view::LiveSites sites(runtime.published, runtime.templates);
  const core::Result<std::shared_ptr<const view::LiveSite>> first =
      sites.get(asked.empty() ? "demo" : asked);
  if (!first) return first.failure();
  std::vector<std::shared_ptr<const view::LiveSite>> found = {*first};
  if (!asked.empty()) return found;
  const core::Result<std::vector<std::string>> ids = core::list_folder(runtime.published);
  if (!ids) return ids.failure();
  for (const std::string& id : *ids) {
    const auto site = id == (*first)->id()
                          ? core::Result<std::shared_ptr<const view::LiveSite>>(core::Failure{})
                          : sites.get(id);
    if (site && (*site)->site().identity.standing == core::Standing::sample) found.push_back(*site);
  }
  return found;
}

}  // namespace

core::Status make_demo_users(const RuntimeOptions& runtime, const UserOptions& user,
                             std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const auto sites = sites_to_try(runtime, user.site);
  if (!sites) return sites.failure();
  std::vector<const core::Site*> models;
  for (const auto& site : *sites) models.push_back(&site->site());
  core::SystemRandomness randomness;
  const core::Result<std::vector<desk::DemoPerson>> people =
      desk::make_demo_staff(*opened->store, models, randomness);
  if (!people) return people.failure();
  for (const desk::DemoPerson& person : *people) {
    out << "staff: " << person.login << "  password " << person.password << "  ("
        << person.role_name << ")\n";
    for (const std::string& unit : person.units) out << "    has the cases of " << unit << "\n";
  }
  if (people->empty()) {
    out << "the demo staff are there already; handler user password replaces a lost password\n";
  } else {
    out << "they may sign in at " << (user.site.empty() ? "every sample site, for example " : "")
        << runtime.prefix << "/desk/" << models.front()->identity.id << "/\n";
  }
  return core::success();
}

}  // namespace handler
