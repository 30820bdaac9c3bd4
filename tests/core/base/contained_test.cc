// What a piece of work throws is told and goes no further.
#include "core/base/contained.h"

#include <gtest/gtest.h>

#include <new>
#include <string>

namespace core {
namespace {

TEST(RunContained, RunsTheWork) {
  bool ran = false;
  EXPECT_TRUE(run_contained([&] { ran = true; }, [](std::string_view) { ADD_FAILURE(); }));
  EXPECT_TRUE(ran);
}

TEST(RunContained, TellsWhatWasThrown) {
  std::string told;
  const auto report = [&](std::string_view what) { told += std::string(what) + "\n"; };
  EXPECT_FALSE(run_contained([] { throw std::bad_alloc(); }, report));
  EXPECT_FALSE(run_contained([] { throw 1; }, report));
  EXPECT_EQ(told, "std::bad_alloc\nan exception without words\n");
}

TEST(RunContained, LosesWhatTheReportThrows) {
  EXPECT_FALSE(run_contained([] { throw std::bad_alloc(); },
                             [](std::string_view) { throw std::bad_alloc(); }));
}

}  // namespace
}  // namespace core
