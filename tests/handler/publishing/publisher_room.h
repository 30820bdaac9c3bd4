// A content folder that was built once, a store, and a generator that a test makes up as a script:
// for all that a publisher does besides pages.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "handler/publishing/publisher.h"
#include "tests/support/fakes.h"
#include "tests/support/temporary_folder.h"

namespace publishing_tests {

class PublisherRoom {
 public:
  PublisherRoom();

  // The lines of a shell script that runs instead of the generator; "$CONTENT" is the content
  // folder. Each call adds its arguments as a line to calls().
  void generator_does(const std::string& lines);
  std::vector<std::string> calls() const;

  void write(const std::string& path, const std::string& text) const;  // below the content folder
  std::optional<std::string> read(const std::string& path) const;
  // Notes the files as they are, as a build does.
  void record(const std::string& site = "demo") const;

  std::int64_t ask(std::vector<handler::store::PublishedFile> files);
  handler::publishing::PassReport pass();
  handler::publishing::BuildPlaces places() const;
  // The words of its steps: "begun, done".
  std::string steps_of(std::int64_t publication);
  std::string note_of(std::int64_t publication);

  tests::TemporaryFolder folder;
  tests::FixedClock clock;
  std::unique_ptr<handler::store::Store> store;
  std::filesystem::path cleaner = BANCHENG_FILE_CLEANER;
  bool stops = false;  // what the publisher is told when it asks
};

}  // namespace publishing_tests
