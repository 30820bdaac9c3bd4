// Runs a piece of a thread's work so that what it throws ends this piece and not the process.
#pragma once

#include <exception>
#include <string_view>

namespace core {

// Runs `work`. If it throws, gives `report` the exception in words and returns false; what `report`
// throws is lost. An exception that leaves the function of a thread ends the process, so every
// thread that goes on after a failure, such as a lack of memory, runs its work in pieces by this.
template <typename Work, typename Report>
bool run_contained(const Work& work, const Report& report) noexcept {
  const auto tell = [&report](std::string_view what) {
    try {
      report(what);
    } catch (...) {
      return;  // there is no memory for the words
    }
  };
  try {
    work();
    return true;
  } catch (const std::exception& thrown) {
    tell(thrown.what());
  } catch (...) {
    tell("an exception without words");
  }
  return false;
}

}  // namespace core
