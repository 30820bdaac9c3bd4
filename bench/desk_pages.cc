// Fills a data folder with cases, or measures the pages of the desk on it: milliseconds of handler
// time from request to response, without a network.
//   bench_desk make PUBLISHED TEMPLATES DATA SITE CASES
//   bench_desk ask PUBLISHED TEMPLATES DATA SITE ROUNDS     prints one JSON object of lists
//   bench_desk open PUBLISHED TEMPLATES DATA SITE ROUNDS    the time to open the store, as a list
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <stdexcept>

#include "bench/case_mass.h"
#include "core/base/json.h"
#include "handler/desk/entrance/gate.h"
#include "handler/desk/visit.h"

namespace {

using Clock = std::chrono::steady_clock;
using handler::Runtime;
using handler::RuntimeOptions;

double milliseconds_of(const std::function<void()>& work) {
  const Clock::time_point began = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

// Signs in a new user with one grant.
std::string enter(Runtime& runtime, const std::string& site, core::Role role,
                  const std::string& window, const std::string& unit) {
  handler::view::Services& services = runtime.services();
  core::SystemRandomness randomness;
  const std::string login = core::to_hex(randomness.bytes(8));
  const auto user =
      services.store.add_user({0, login, "Clerk", "", false, {{site, role, window, unit}}});
  if (!user) throw std::runtime_error(user.failure().message);
  const std::string session = handler::desk::new_session_id(randomness, *user);
  const core::Instant now = services.clock.now();
  if (!services.store.add_session(handler::desk::session_hash(*services.desk_keys, session),
                                  {*user, site, now, now}))
    throw std::runtime_error("no user could sign in");
  return session;
}

struct Question {
  std::string name;
  std::string session;
  std::string path;
};

std::vector<Question> questions(Runtime& runtime, const std::string& site) {
  const auto live = runtime.services().sites.get(site).value();
  const std::string unit = live->site().units.front().id;
  // The first window below the main one that has windows below it; else the last of all.
  std::string window = live->site().windows.list().back().id;
  for (const core::Window& each : live->site().windows) {
    const bool is_main = &each == &live->site().windows.front();
    if (!is_main && !live->site().windows.below(each).empty()) window = each.id;
  }
  const std::string desk = enter(runtime, site, core::Role::front_desk, "", "");
  const std::string liaison = enter(runtime, site, core::Role::unit, "", unit);
  const std::string town = enter(runtime, site, core::Role::front_desk, window, "");
  const std::string leader = enter(runtime, site, core::Role::leading_group, "", "");
  const auto words = [](const char* text) { return "?search=" + handler::web::url_encoded(text); };
  const std::string red = "&tier=" + live->site().policy.tiers.back().id + "&unit=" + unit;
  return {{"worklist, a window's people", desk, ""},
          {"worklist, a unit's liaison", liaison, ""},
          {"worklist, people of a town", town, ""},
          {"worklist, what is late", leader, "?group=late"},
          {"worklist, filtered to a few", desk, "?group=to_dispatch" + red},
          {"worklist, everything ever, filtered", desk, "?group=all" + red + "&from=2026-11-01"},
          {"worklist, nothing of all fits", desk, "?group=all&restricted=yes"},
          {"search, a serial number", desk, "?search=2026-0042"},
          {"search, a phone", desk, "?search=13910000042"},
          {"search, a common word", desk, words("不动产")},
          {"search, a common word, a liaison", liaison, words("不动产")},
          {"search, a common word, people of a town", town, words("不动产")},
          {"search, two words", desk, words("登记 水表")},
          {"search, a word in no case", desk, words("外星人")},
          {"a case's page", desk, "cases/42"},
          {"the leader's page", leader, "overview"}};
}

handler::web::Response answer(Runtime& runtime, const std::string& site, const Question& question) {
  const auto target = handler::web::parse_target("/handle/desk/" + site + "/" + question.path);
  if (!target) throw std::runtime_error("no address: " + question.path);
  handler::web::Request request;
  request.method = "GET";
  request.path = target->path;
  request.query = target->query;
  request.headers = {{"host", "localhost"}, {"cookie", "bancheng=" + question.session}};
  request.remote_address = "127.0.0.1";
  request.loopback = true;
  handler::web::Response response = runtime.app().handle(request);
  if (response.status != 200)
    throw std::runtime_error(question.name + " answered " + std::to_string(response.status));
  return response;
}

void ask(const RuntimeOptions& options, const std::string& site, int rounds) {
  const auto runtime = Runtime::open(options);
  if (!runtime) throw std::runtime_error(runtime.failure().message);
  core::Json figures = core::Json::object();
  for (const Question& question : questions(**runtime, site)) {
    answer(**runtime, site, question);
    for (int round = 0; round < rounds; ++round) {
      figures[question.name].push_back(milliseconds_of([&] { answer(**runtime, site, question); }));
    }
  }
  std::cout << figures.dump() << "\n";
}

void open(const RuntimeOptions& options, int rounds) {
  core::Json figures = core::Json::array();
  for (int round = 0; round < rounds; ++round)
    figures.push_back(milliseconds_of([&] {
      if (const auto opened = handler::open_clock_and_store(options); !opened)
        throw std::runtime_error(opened.failure().message);
    }));
  std::cout << figures.dump() << "\n";
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 6) {
    std::cerr << "usage: bench_desk make|ask|open PUBLISHED TEMPLATES DATA SITE NUMBER\n";
    return 64;
  }
  RuntimeOptions options;
  options.published = arguments[1];
  options.templates = arguments[2];
  options.data = arguments[3];
  const int number = std::stoi(arguments[5]);
  if (arguments[0] == "make") {
    const bench::Mass mass = bench::make_cases(options, arguments[4], number);
    std::cout << mass.cases << " cases, " << mass.events << " events\n";
  } else if (arguments[0] == "ask") {
    ask(options, arguments[4], number);
  } else {
    open(options, number);
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  try {
    return run({values + 1, values + count});
  } catch (const std::exception& thrown) {
    std::cerr << thrown.what() << "\n";
    return 2;
  }
}
