// Which names of staff the command line takes.
#include "handler/commands/user_commands.h"

#include <iostream>
#include <sstream>

#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

class UserCommand : public ::testing::Test {
 protected:
  UserCommand() {
    core::SystemRandomness randomness;
    EXPECT_TRUE(store::init_data_folder(runtime.data, randomness));
  }
  // What came of it: the code of the refusal, or success.
  core::Status added(const std::string& name, const std::string& login = "wang") {
    std::istringstream password("a-long-sentence-for-tests\n");
    std::streambuf* const terminal = std::cin.rdbuf(password.rdbuf());
    std::ostringstream out;
    core::Status done = core::success();
    try {
      add_user(runtime, {.login = login, .display_name = name, .password_from_input = true}, out);
    } catch (const core::Refused& refused) {
      done = refused.failure;
    }
    std::cin.rdbuf(terminal);
    return done;
  }

  tests::TemporaryFolder folder;
  RuntimeOptions runtime{.data = folder.path() / "var"};
};

TEST_F(UserCommand, TakesNoNameThatTheDeskWouldNotTake) {
  for (const std::string& name :
       {std::string("  "), std::string("王\n芳"), std::string("\u202E"), std::string(5000, 'x')}) {
    const core::Status refused = added(name);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.failure().code, core::FailureCode::invalid);
    EXPECT_EQ(refused.failure().message, "--name is one line of 1 to 40 characters");
  }
}

TEST_F(UserCommand, KeepsTheNameAsTheDeskWould) {
  const core::Status done = added(" 王\u202E芳 ");
  ASSERT_TRUE(done) << done.failure().message;
  std::ostringstream out;
  list_users(runtime, {}, out);
  EXPECT_EQ(out.str(), "wang  王芳\n");
}

TEST_F(UserCommand, TakesNoLoginThatTheDeskWouldNotTake) {
  for (const char* login : {"Wang", "王芳", "w", "1wang", "wang fang", " "}) {
    const core::Status refused = added("王芳", login);
    ASSERT_FALSE(refused) << login;
    EXPECT_EQ(refused.failure().code, core::FailureCode::invalid);
    EXPECT_EQ(refused.failure().message,
              "--login is 2 to 40 small letters, digits and the signs - _ . after a letter");
  }
}

TEST_F(UserCommand, KeepsTheLoginWithoutBlanksAround) {
  ASSERT_TRUE(added("王芳", " wang.fang "));
  std::ostringstream out;
  list_users(runtime, {}, out);
  EXPECT_EQ(out.str(), "wang.fang  王芳\n");
}

}  // namespace
}  // namespace handler
