// The answer of the cleaning program, as a program that was taken over might write it.
#include "handler/files/answer.h"

#include <gtest/gtest.h>

namespace handler::files {
namespace {

TEST(Answer, IsReadAsItWasWritten) {
  const Cleaned file{FileType::jpeg, "\xFF\xD8\xFF...", 1200, 800};
  EXPECT_EQ(head_of_answer(file), "ok jpeg 1200 800 6\n");
  const std::optional<Outcome> read = read_answer(head_of_answer(file) + file.bytes);
  ASSERT_TRUE(read && std::holds_alternative<Cleaned>(*read));
  const Cleaned& same = std::get<Cleaned>(*read);
  EXPECT_EQ(same.type, file.type);
  EXPECT_EQ(same.bytes, file.bytes);
  EXPECT_EQ(same.width, file.width);
  EXPECT_EQ(same.height, file.height);
}

TEST(Answer, NamesEachReason) {
  for (std::size_t i = 0; i < kUnfitNames.size(); ++i) {
    const Unfit reason = static_cast<Unfit>(i);
    const std::optional<Outcome> read = read_answer(head_of_answer(reason));
    ASSERT_TRUE(read && std::holds_alternative<Unfit>(*read)) << i;
    EXPECT_EQ(std::get<Unfit>(*read), reason);
  }
}

TEST(Answer, IsRefusedIfAnythingIsWrong) {
  const std::string pdf = "%PDF-";
  ASSERT_TRUE(read_answer("ok pdf 0 0 5\n" + pdf));
  for (const std::string& wrong : {std::string(),
                                   std::string("\n"),
                                   std::string("ok"),
                                   std::string("ok\n"),
                                   std::string("unfit\n"),
                                   std::string("unfit dirty\n"),
                                   std::string("unfit damaged"),
                                   std::string("unfit damaged\nmore"),
                                   std::string("unfit  damaged\n"),
                                   std::string("fine pdf 0 0 5\n") + pdf,
                                   "ok pdf 0 0 4\n" + pdf,
                                   "ok pdf 0 0 6\n" + pdf,
                                   "ok pdf 0 0 -5\n" + pdf,
                                   "ok pdf 0 0\n" + pdf,
                                   "ok pdf 0 0 5 5\n" + pdf,
                                   "ok pdf 1 1 5\n" + pdf,
                                   "ok png 1 1 5\n" + pdf,
                                   "ok gif 1 1 5\n" + pdf,
                                   std::string("ok jpeg 0 8 3\n\xFF\xD8\xFF"),
                                   std::string("ok jpeg 20001 8 3\n\xFF\xD8\xFF"),
                                   std::string("ok jpeg 20000 2501 3\n\xFF\xD8\xFF"),
                                   std::string(100, 'x') + "\n"})
    EXPECT_FALSE(read_answer(std::string(wrong))) << wrong;
}

}  // namespace
}  // namespace handler::files
