// Staff accounts on the command line, for an operator without a desk login.
#include "handler/commands/user_commands.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <optional>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/site/published.h"
#include "handler/desk/entrance/login.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/people/demo_staff.h"
#include "handler/desk/people/person_name.h"

namespace handler {
namespace {

[[noreturn]] void wrong_usage(const std::string& message) {
  throw core::Refused(core::FailureCode::invalid, message);
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

std::string read_password(const UserOptions& user) {
  std::string password;
  if (user.password_from_input) {
    std::getline(std::cin, password);
  } else {
    password = ask_secretly("password: ");
    if (ask_secretly("once more: ") != password)
      wrong_usage("the two passwords differ; nothing was changed");
  }
  // A file that was saved on Windows ends its line with CR LF; in this form the desk compares it,
  // too.
  password = desk::plain_password(password);
  const std::string weakness = desk::password_weakness(user.login, password);
  if (!weakness.empty()) wrong_usage(weakness);
  return password;
}

std::optional<cases::Grant> grant_of(const UserOptions& user) {
  if (user.site.empty() && user.role.empty()) return std::nullopt;
  const std::optional<core::Role> role = core::word_in(core::kRoles, user.role);
  if (user.site.empty() || !role) {
    std::vector<std::string> names;
    names.reserve(core::kRoles.size());
    for (const auto& [value, name] : core::kRoles) names.emplace_back(name);
    wrong_usage("a grant needs --site and --role, one of: " + core::joined(names, ", "));
  }
  if (*role == core::Role::unit && user.unit.empty()) wrong_usage("the role unit needs --unit ID");
  return cases::Grant{user.site, *role, user.window, user.unit};
}

core::Refused unknown_in_site(const std::string& what, const std::string& id,
                              const std::string& site) {
  return {core::FailureCode::not_found, "the site " + site + " has no " + what + " '" + id + "'"};
}

// A grant for an unknown site, window or unit would look valid but give no access.
void check_grant(const RuntimeOptions& runtime, const cases::Grant& grant) {
  const core::PublishedSite published =
      core::accepted(core::load_published(runtime.published, grant.site));
  const core::Site& site = published.loaded.site;
  if (!grant.window.empty() && site.window(grant.window) == nullptr)
    throw unknown_in_site("window", grant.window, grant.site);
  if (!grant.unit.empty() && site.unit(grant.unit) == nullptr)
    throw unknown_in_site("unit", grant.unit, grant.site);
}

std::string login_of_new(const UserOptions& user) {
  if (user.login.empty()) wrong_usage("--login is missing");
  std::string login = desk::login_from(user.login);
  if (!desk::is_login(login))
    wrong_usage("--login is 2 to 40 small letters, digits and the signs - _ . after a letter");
  return login;
}

// Without --name colleagues read the login.
std::string name_of(const UserOptions& user, const std::string& login) {
  if (user.display_name.empty()) return login;
  std::string name = desk::person_name(user.display_name);
  if (!desk::is_person_name(name)) wrong_usage("--name is one line of 1 to 40 characters");
  return name;
}

store::User find_user(store::Store& store, const UserOptions& user) {
  if (user.login.empty()) wrong_usage("--login is missing");
  const core::Result<store::User> found = store.user_by_login(desk::login_from(user.login));
  if (!found && found.failure().code == core::FailureCode::not_found) {
    throw core::Refused(core::FailureCode::not_found,
                        "there is no user '" + user.login + "'; see handler user list");
  }
  return core::accepted(found);
}

// Only the requested site, or the demo and every other published sample, so that one set of logins
// works on all of them. An official site gets demo staff only if it is named.
std::vector<std::shared_ptr<const view::LiveSite>> sites_to_try(const RuntimeOptions& runtime,
                                                                const std::string& asked) {
  view::LiveSites sites(runtime.published, runtime.templates);
  const std::string first = asked.empty() ? "demo" : asked;
  const std::vector<std::string> ids = sites.ids();
  if (asked.empty() && !ids.empty() && !core::contains(ids, first)) {
    throw core::Refused(core::FailureCode::not_found,
                        "there is no site 'demo' in " + runtime.published.string() +
                            "; name one with --site: " + core::joined(ids, ", "));
  }
  std::vector<std::shared_ptr<const view::LiveSite>> found = {core::accepted(sites.get(first))};
  if (!asked.empty()) return found;
  for (const std::string& id : core::accepted(core::list_folder(runtime.published))) {
    if (id == first) continue;
    const auto site = sites.get(id);
    if (site && (*site)->site().identity.standing == core::Standing::sample) found.push_back(*site);
  }
  return found;
}

}  // namespace

void add_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const std::string login = login_of_new(user);
  const std::string name = name_of(user, login);
  const std::optional<cases::Grant> grant = grant_of(user);
  if (grant) check_grant(runtime, *grant);
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const std::string password = read_password(user);
  store::User added;
  added.login = login;
  added.display_name = name;
  added.password_hash = core::hash_password(password);
  if (grant) added.grants = {*grant};
  core::accepted(opened.store->add_user(added));
  out << "added " << login << "\n";
}

void list_users(const RuntimeOptions& runtime, const UserOptions&, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  for (const store::User& user : core::accepted(opened.store->list_users())) {
    out << user.login << "  " << user.display_name << (user.disabled ? "  (disabled)" : "")
        << (user.one_time_secret.empty() ? "" : "  (one-time code)") << "\n";
    for (const cases::Grant& grant : user.grants) {
      out << "    " << grant.site << " " << core::to_text(grant.role);
      if (!grant.window.empty()) out << " window " << grant.window;
      if (!grant.unit.empty()) out << " unit " << grant.unit;
      out << "\n";
    }
  }
}

void grant_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const std::optional<cases::Grant> grant = grant_of(user);
  if (!grant) wrong_usage("a grant needs --site and --role");
  check_grant(runtime, *grant);
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const store::User found = find_user(*opened.store, user);
  core::accepted(opened.store->change_staff(
      {.act = store::StaffAct::grant, .user = found.id, .grant = grant, .site = grant->site}));
  out << user.login << " is now " << user.role << " on " << user.site << "\n";
}

void revoke_from_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const std::optional<cases::Grant> grant = grant_of(user);
  if (!grant) wrong_usage("revoke needs --site and --role, as they were given");
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const store::User found = find_user(*opened.store, user);
  const core::Status taken = opened.store->change_staff(
      {.act = store::StaffAct::revoke, .user = found.id, .grant = grant, .site = grant->site});
  if (!taken && taken.failure().code == core::FailureCode::not_found) {
    throw core::Refused(core::FailureCode::not_found,
                        user.login + " has no such grant; see handler user list");
  }
  core::accepted(taken);
  out << user.login << " is no longer " << user.role << " on " << user.site << "\n";
}

void disable_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const store::User found = find_user(*opened.store, user);
  const store::StaffAct act = user.undo ? store::StaffAct::enable : store::StaffAct::disable;
  core::accepted(opened.store->change_staff({.act = act, .user = found.id}));
  out << user.login << (user.undo ? " may sign in again\n" : " can no longer sign in\n");
}

void set_user_password(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const store::User found = find_user(*opened.store, user);
  const std::string password = read_password(user);
  core::accepted(opened.store->change_staff({.act = store::StaffAct::set_password,
                                             .user = found.id,
                                             .password_hash = core::hash_password(password)}));
  out << "the password of " << user.login << " is set; open sessions are ended\n";
}

void drop_user_code(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const store::User found = find_user(*opened.store, user);
  if (found.one_time_secret.empty()) {
    out << user.login << " signs in without a code already\n";
    return;
  }
  core::accepted(opened.store->change_staff({.act = store::StaffAct::drop_code, .user = found.id}));
  out << user.login << " signs in with the password alone again; open sessions are ended\n";
}

void make_demo_users(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const auto sites = sites_to_try(runtime, user.site);
  std::vector<const core::Site*> models;
  models.reserve(sites.size());
  for (const auto& site : sites) models.push_back(&site->site());
  core::SystemRandomness randomness;
  const std::vector<desk::DemoPerson> people =
      core::accepted(desk::make_demo_staff(*opened.store, models, randomness));
  for (const desk::DemoPerson& person : people) {
    out << "staff: " << person.login << "  password " << person.password << "  ("
        << person.role_name << ")\n";
    for (const std::string& unit : person.units) out << "    has the cases of " << unit << "\n";
  }
  if (people.empty()) {
    out << "the demo staff are there already; handler user password replaces a lost password\n";
  } else {
    out << "they may sign in at " << (user.site.empty() ? "every sample site, for example " : "")
        << prefix_of(runtime) << "/desk/" << models.front()->identity.id << "/\n";
  }
}

}  // namespace handler
