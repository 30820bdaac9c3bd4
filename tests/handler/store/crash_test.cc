// The program dies at any moment and others write beside it: what was acknowledged is there, once,
// and the chain holds.
#include <poll.h>

#include <csignal>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "handler/store/schema.h"
#include "room.h"

namespace {

using handler::store::Store;
using test::report;
using test::Room;

constexpr int kRounds = 20;
constexpr int kThreads = 8;

enum class Acknowledge { after_commit, before_commit };

// Says one name a line, in one write each, so that a kill never leaves half a name.
void say(int pipe, const std::string& name) {
  const std::string line = name + "\n";
  if (::write(pipe, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(1);
}

[[noreturn]] void storm(Room& room, const std::string& round, Acknowledge when, int pipe) {
  const auto store = room.open();
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0;; ++i) {
        const std::string name = round + "-" + std::to_string(t) + "-" + std::to_string(i);
        if (when == Acknowledge::before_commit) say(pipe, name);
        if (!store->add_report(report(name))) ::_exit(1);
        if (when == Acknowledge::after_commit) say(pipe, name);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ::_exit(0);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t end = 0; (end = text.find('\n', from)) != std::string::npos; from = end + 1)
    lines.push_back(text.substr(from, end - from));
  return lines;
}

void read_for(int pipe, std::chrono::milliseconds time, std::string& heard) {
  const auto end = std::chrono::steady_clock::now() + time;
  char buffer[4096];
  while (std::chrono::steady_clock::now() < end) {
    pollfd wait = {pipe, POLLIN, 0};
    if (::poll(&wait, 1, 1) <= 0) continue;
    const ssize_t count = ::read(pipe, buffer, sizeof buffer);
    if (count <= 0) return;
    heard.append(buffer, static_cast<std::size_t>(count));
  }
}

// One storm, killed after `life` from its first acknowledgement on; the names that it acknowledged.
std::vector<std::string> survive(Room& room, const std::string& round, Acknowledge when,
                                 std::chrono::milliseconds life) {
  int ends[2] = {};
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) storm(room, round, when, ends[1]);
  ::close(ends[1]);
  std::string heard;
  while (heard.empty()) read_for(ends[0], std::chrono::milliseconds(2), heard);
  read_for(ends[0], life, heard);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the storm ended by itself";
  char buffer[4096];
  for (ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    heard.append(buffer, static_cast<std::size_t>(count));
  ::close(ends[0]);
  return lines_of(heard);
}

struct Toll {
  int acknowledged = 0;
  int lost = 0;
};

Toll storms(Room& room, Acknowledge when) {
  std::mt19937 random(20260403);
  Toll toll;
  for (int round = 0; round < kRounds; ++round) {
    const std::chrono::milliseconds life(random() % 60);
    const auto names = survive(room, std::to_string(round), when, life);
    const auto store = room.open();
    EXPECT_TRUE(store->verify());
    for (const std::string& name : names) {
      toll.acknowledged += 1;
      if (!store->case_by_ticket("demo", test::hash_of("ticket " + name))) toll.lost += 1;
    }
  }
  return toll;
}

std::int64_t cases_in(const Room& room) {
  return test::number_of(*room.raw(), "SELECT COUNT(*) FROM cases");
}

TEST(Crash, LosesNoAcknowledgedReportAndMakesNoSecondOne) {
  Room room;
  const Toll toll = storms(room, Acknowledge::after_commit);
  EXPECT_EQ(toll.lost, 0);
  EXPECT_GT(toll.acknowledged, kRounds);
  const std::int64_t cases = cases_in(room);
  EXPECT_GE(cases, toll.acknowledged);
  EXPECT_LE(cases, toll.acknowledged + kRounds * kThreads) << "more than were under way";
}

TEST(Crash, ShowsTheSameNumberWhenTheReporterTriesAgain) {
  Room room;
  const auto names = survive(room, "r", Acknowledge::after_commit, std::chrono::milliseconds(40));
  const auto store = room.open();
  const std::int64_t cases = cases_in(room);
  for (const std::string& name : names)
    EXPECT_TRUE(store->add_report(report(name)).value().already_there) << name;
  EXPECT_EQ(cases_in(room), cases);
}

// Shows that the test above can fail: acknowledged too early, reports are lost.
TEST(Crash, WouldLoseReportsIfTheyWereAcknowledgedBeforeTheCommit) {
  Room room;
  EXPECT_GT(storms(room, Acknowledge::before_commit).lost, 0);
}

std::string add_many(Room& room, const std::string& who, int count, bool group_commit) {
  auto options = room.options();
  options.group_commit = group_commit;
  options.busy_milliseconds = 60'000;
  const auto store = room.open(options);
  for (int i = 0; i < count; ++i) {
    const auto added = store->add_report(report(who + std::to_string(i)));
    if (!added) return added.failure().message + "\n";
  }
  return "done\n";
}

// Starts all at once and waits for all.
std::string in_children(const std::vector<std::function<std::string()>>& works) {
  return test::in_child([&] {
    std::vector<std::string> said(works.size());
    std::vector<int> pipes;
    for (const auto& work : works) {
      int ends[2] = {};
      if (::pipe(ends) != 0) return std::string("no pipe");
      if (::fork() == 0) {
        say(ends[1], work());
        ::_exit(0);
      }
      ::close(ends[1]);
      pipes.push_back(ends[0]);
    }
    std::string all;
    char buffer[4096];
    for (const int pipe : pipes) {
      for (ssize_t count = 0; (count = ::read(pipe, buffer, sizeof buffer)) > 0;)
        all.append(buffer, static_cast<std::size_t>(count));
    }
    while (::wait(nullptr) > 0) continue;
    return all;
  });
}

TEST(Processes, WriteOneUnbrokenChainTogether) {
  Room room;
  room.open();
  const std::string said = in_children({[&] { return add_many(room, "server ", 40, true); },
                                        [&] { return add_many(room, "cgi ", 40, false); },
                                        [&] { return add_many(room, "another ", 40, false); }});
  EXPECT_EQ(said, "done\n\ndone\n\ndone\n\n");
  EXPECT_EQ(room.open()->verify().value(), 120);
}

TEST(Processes, MakeTheTablesOnceWhenTheyStartTogether) {
  Room room;
  std::vector<std::function<std::string()>> works;
  for (int i = 0; i < 6; ++i) {
    works.emplace_back([&room, i] { return add_many(room, std::to_string(i) + " ", 1, false); });
  }
  std::string expected;
  for (int i = 0; i < 6; ++i) expected += "done\n\n";
  EXPECT_EQ(in_children(works), expected);
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT COUNT(*) FROM schema_version"),
            handler::store::schema_version());
}

}  // namespace
