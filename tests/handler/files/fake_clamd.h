// A clamd that answers what a test wants.
#pragma once

#include <filesystem>
#include <string>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace tests {

// Answers one connection. It is over with this object.
class FakeClamd {
 public:
  enum Manner {
    reads_all,       // answers when it has everything, as clamd does
    answers_early,   // answers behind the command and closes, as clamd does above its limit
    says_nothing,    // reads everything and leaves the connection open
    closes_at_once,  // without an answer
  };
  explicit FakeClamd(std::string answer, Manner manner = reads_all);
  ~FakeClamd();
  FakeClamd(const FakeClamd&) = delete;
  FakeClamd& operator=(const FakeClamd&) = delete;

  std::filesystem::path socket() const { return folder_ / "clamd"; }
  // What it was sent: waits until the connection is over.
  const std::string& command();
  const std::string& bytes();

 private:
  void serve();
  void read_question(int connection);
  bool read(int connection, char* to, std::size_t count);

  TemporaryFolder folder_;
  std::string answer_;
  Manner manner_;
  std::string command_;
  std::string bytes_;
  int listening_;
  std::thread thread_;
};

}  // namespace tests
