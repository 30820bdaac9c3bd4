// The phone numbers of a reporter, as staff see them before and after they asked for the identity.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

TEST(IdentityPhones, AreEachToCallAndEachMasked) {
  DeskFixture house;
  const core::Json identity = {{"name", "张三丰"},
                               {"phone", "0539-1234567-12（李四）、+85291234567"}};
  const cases::CaseId id = house.report(core::Json::object(), core::Json::object(), identity);
  const std::string window = house.enter_as_role(core::Role::front_desk);
  const web::Response before = house.get(house.page_of(id), window);
  EXPECT_TRUE(says(before, "0539-12345**-**、+8529123****"));
  EXPECT_FALSE(says(before, "李四"));
  const web::Response after = house.post(house.page_of(id) + "/identity", window);
  EXPECT_TRUE(says(after, "<a href=\"tel:05391234567,12\">0539-1234567-12</a>（李四）、"));
  EXPECT_TRUE(says(after, "<a href=\"tel:+85291234567\">+85291234567</a>"));
  EXPECT_TRUE(says(after, "不止一个号码，先打前面的"));
  EXPECT_TRUE(says(after, "境外或者港澳台的号码，用座机打要先拨00"));
}

}  // namespace
}  // namespace handler::desk::testing
