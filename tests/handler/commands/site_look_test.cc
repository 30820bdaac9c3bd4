// The check of all sites before and while serving.
#include "handler/commands/site_look.h"

#include <gtest/gtest.h>

#include <mutex>
#include <new>

#include "tests/support/waiting.h"

namespace handler {
namespace {

using Words = std::vector<std::string>;

// Sites of which some are damaged and the check of some throws.
class Sites {
 public:
  SiteLook look(Words ids) {
    return {std::move(ids), [this](const std::string& id) { return look_at(id); },
            [this](const std::string& what) { add(told_, what); }};
  }
  Words seen() { return copy_of(seen_); }
  Words told() { return copy_of(told_); }

 private:
  core::Status look_at(const std::string& id) {
    add(seen_, id);
    if (id.starts_with("throws")) throw std::bad_alloc();
    if (id.starts_with("damaged")) return core::Failure{core::FailureCode::corrupt, id};
    return core::success();
  }
  void add(Words& words, const std::string& word) {
    const std::lock_guard lock(mutex_);
    words.push_back(word);
  }
  Words copy_of(const Words& words) {
    const std::lock_guard lock(mutex_);
    return words;
  }

  std::mutex mutex_;
  Words seen_;
  Words told_;
};

TEST(SiteLook, FindsOneBeforeServing) {
  Sites sites;
  SiteLook look = sites.look({"damaged", "good", "other"});
  EXPECT_TRUE(look.find_one());
  EXPECT_EQ(sites.seen(), (Words{"damaged", "good"}));
}

TEST(SiteLook, SaysWhyNoneCanBeUsed) {
  Sites sites;
  const core::Status found = sites.look({"damaged", "damaged-2"}).find_one();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.failure().message, "damaged-2");
}

TEST(SiteLook, ThrowsBeforeServingSoThatNothingIsServed) {
  Sites sites;
  EXPECT_THROW((void)sites.look({"throws", "good"}).find_one(), std::bad_alloc);
}

TEST(SiteLook, GoesOnAfterACheckThatThrows) {
  Sites sites;
  SiteLook look = sites.look({"good", "throws", "damaged", "last"});
  EXPECT_TRUE(look.find_one());
  look.go_on();
  EXPECT_TRUE(tests::comes_true([&] { return sites.seen().size() == 4; }));
  EXPECT_EQ(sites.seen(), (Words{"good", "throws", "damaged", "last"}));
  EXPECT_EQ(sites.told(), (Words{"site 'throws' could not be checked: std::bad_alloc"}));
}

}  // namespace
}  // namespace handler
