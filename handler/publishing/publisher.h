// The publisher: looks for what is to be published, and carries it out one after the other.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "core/reading/texts.h"
#include "handler/files/cleaning.h"
#include "handler/publishing/generator_run.h"
#include "handler/store/store.h"

namespace handler::publishing {

struct PublisherOptions {
  BuildPlaces places;
  std::chrono::milliseconds pause{1000};                        // between two tries of one build
  std::chrono::milliseconds patience{std::chrono::minutes{5}};  // of sites that are left out
  files::Inspection files = {};  // how pictures and PDF are looked at once more
};

// What one pass did, a line for each thing.
struct PassReport {
  std::vector<std::string> done;
  std::vector<std::string> failed;  // recorded, or tried again by the next pass
  bool is_busy = false;             // another publisher works
};

// Not thread-safe. The store and the clock must outlive it.
class Publisher {
 public:
  // Fails if there are no texts in the templates.
  static core::Result<Publisher> open(store::Store& store, core::Clock& clock,
                                      PublisherOptions options);

  // Carries out the publications that are queued or were begun, then the builds of the night if
  // they are due. Costs some reads of the database if there is nothing to do. `stop` is asked
  // between steps that can be left for later. A failure says what could not be read or recorded.
  core::Result<PassReport> pass(const std::function<bool()>& stop);

 private:
  Publisher(store::Store& store, core::Clock& clock, PublisherOptions options, core::Texts texts)
      : store_(store), clock_(clock), options_(std::move(options)), texts_(std::move(texts)) {}

  void work(const std::function<bool()>& stop, PassReport& report);
  bool is_something_to_do();
  void note_seen();

  store::Store& store_;
  core::Clock& clock_;
  PublisherOptions options_;
  core::Texts texts_;
};

}  // namespace handler::publishing
