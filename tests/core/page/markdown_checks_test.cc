// What the check of a site and the desk's forms say about the links of a text.
#include "core/page/markdown_checks.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using FaultKind = MarkdownFault::Kind;

const std::map<std::string, std::string> kFilesOfTheSite = {{"plan.png", ""}, {"form.pdf", ""}};

TEST(MarkdownChecks, FindNothingInGoodLinks) {
  EXPECT_TRUE(
      faults_of_markdown("[受理范围](scope/) [表格](files/form.pdf) ![平面图](files/plan.png) "
                         "[国务院](https://www.gov.cn/)",
                         kFilesOfTheSite)
          .empty());
  EXPECT_TRUE(faults_of_markdown("", kFilesOfTheSite).empty());
}

TEST(MarkdownChecks, FindWhatCannotStayInTheOrderOfTheText) {
  const std::vector<MarkdownFault> expected = {{FaultKind::no_words, "files/plan.png"},
                                               {FaultKind::unknown_file, "files/lost.pdf"},
                                               {FaultKind::address, "javascript:alert(1)"},
                                               {FaultKind::address, "/etc/passwd"}};
  EXPECT_EQ(faults_of_markdown("![ ](files/plan.png)\n\n[丢了](files/lost.pdf)\n\n"
                               "[坏](javascript:alert(1)) [外](/etc/passwd)\n",
                               kFilesOfTheSite),
            expected);
}

TEST(MarkdownChecks, KnowWhichFileAnAddressLeadsTo) {
  EXPECT_EQ(file_of_address("files/plan.png"), "plan.png");
  EXPECT_EQ(file_of_address("files/"), "");
  EXPECT_EQ(file_of_address("scope/"), std::nullopt);
}

}  // namespace
}  // namespace core
