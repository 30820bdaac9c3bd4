// Phone numbers as people type them are brought into one form; all other text is refused.
#include "core/reading/phone.h"

#include <gtest/gtest.h>

namespace core {
namespace {

std::string normal(std::string_view typed) {
  return normalised_phone(typed).value_or("-");
}

TEST(Phone, TakesMobilesHoweverTheyAreSpaced) {
  EXPECT_EQ(normal("13812341234"), "13812341234");
  EXPECT_EQ(normal("138 1234 1234"), "13812341234");
  EXPECT_EQ(normal("138-1234-1234"), "13812341234");
  EXPECT_EQ(normal("１３８１２３４１２３４"), "13812341234");
  EXPECT_EQ(normal("１３８－１２３４－１２３４"), "13812341234");
  EXPECT_EQ(normal("138\u20141234\u20141234"), "13812341234");
}

TEST(Phone, DropsTheCountry) {
  EXPECT_EQ(normal("+86 138 1234 1234"), "13812341234");
  EXPECT_EQ(normal("+86-13812341234"), "13812341234");
  EXPECT_EQ(normal("008613812341234"), "13812341234");
  EXPECT_EQ(normal("8613812341234"), "13812341234");
  EXPECT_EQ(normal("+86 539 1234567"), "0539-1234567");
  EXPECT_EQ(normal("+86 10 12345678"), "010-12345678");
  EXPECT_EQ(normal("+86 400 123 4567"), "4001234567");
}

TEST(Phone, SplitsLandlinesAtTheAreaCode) {
  EXPECT_EQ(normal("0539-1234567"), "0539-1234567");
  EXPECT_EQ(normal("05391234567"), "0539-1234567");
  EXPECT_EQ(normal("（0539）1234567"), "0539-1234567");
  EXPECT_EQ(normal("010 12345678"), "010-12345678");
  EXPECT_EQ(normal("02112345678"), "021-12345678");
  EXPECT_EQ(normal("0539-123-4567"), "0539-1234567");
  EXPECT_EQ(normal("0768-58123456"), "0768-58123456");
}

TEST(Phone, KeepsExtensions) {
  EXPECT_EQ(normal("0539-1234567-123"), "0539-1234567-123");
  EXPECT_EQ(normal("0539-1234567转123"), "0539-1234567-123");
  EXPECT_EQ(normal("0539-1234567 转 8"), "0539-1234567-8");
  EXPECT_EQ(normal("05391234567分机８８"), "0539-1234567-88");
  EXPECT_EQ(normal("0539-1234567ext.5"), "0539-1234567-5");
  EXPECT_EQ(normal("8123456-12"), "8123456-12");
}

TEST(Phone, TakesServiceAndLocalNumbers) {
  EXPECT_EQ(normal("400-123-4567"), "4001234567");
  EXPECT_EQ(normal("8001234567"), "8001234567");
  EXPECT_EQ(normal("8123456"), "8123456");
  EXPECT_EQ(normal("58123456"), "58123456");
}

TEST(Phone, RefusesWhatIsNone) {
  for (const char* typed : {"",
                            "1",
                            "12345",
                            "1381234123",
                            "138123412345",
                            "12812341234",
                            "0539",
                            "0539-12345",
                            "1234567",
                            "abc",
                            "1381234123a",
                            "138 1234 1234 或 139",
                            "0539-1234567转",
                            "0539-1234567转1234567",
                            "转123",
                            "0539-1234567-1-2",
                            "++8613812341234",
                            "+852 9123 456",
                            "+1 202555012",
                            "+86 1381234123",
                            "0012",
                            "一三八一二三四一二三四",
                            "-",
                            "+86",
                            "<script>"}) {
    EXPECT_EQ(normal(typed), "-") << typed;
  }
}

TEST(Phone, KeepsTheCountryOfNumbersAbroad) {
  EXPECT_EQ(normal("+852 9123 4567"), "+85291234567");
  EXPECT_EQ(normal("0085291234567"), "+85291234567");
  EXPECT_EQ(normal("85291234567"), "+85291234567");
  EXPECT_EQ(normal("852-9123-4567"), "+85291234567");
  EXPECT_EQ(normal("8521234-5678"), "8521234-5678");
  EXPECT_EQ(normal("+886-0912-345-678"), "+886912345678");
  EXPECT_EQ(normal("+1 (202) 555-0123"), "+12025550123");
  EXPECT_EQ(normal("+44 (0)20 7946 0958"), "+442079460958");
  EXPECT_TRUE(is_abroad(normal("0085291234567")));
  EXPECT_FALSE(is_abroad(normal("+86 138 1234 1234")));
}

TEST(Phone, IsReadWithPointsSlashesAndWhatIsNotSeen) {
  EXPECT_EQ(normal("138.1234.1234"), "13812341234");
  EXPECT_EQ(normal("138·1234·1234。"), "13812341234");
  EXPECT_EQ(normal("138/1234/1234"), "13812341234");
  EXPECT_EQ(normal("138\u00a01234\u200b1234"), "13812341234");
  EXPECT_EQ(normal("0539-1234567,801"), "0539-1234567-801");
  EXPECT_EQ(normal("0539-1234567/8"), "-");
}

TEST(Phone, IsDialledWithAPauseBeforeTheExtension) {
  EXPECT_EQ(dialled_digits("13812341234"), "13812341234");
  EXPECT_EQ(dialled_digits("0539-1234567"), "05391234567");
  EXPECT_EQ(dialled_digits("0539-1234567-12"), "05391234567,12");
  EXPECT_EQ(dialled_digits("8123456-12"), "8123456,12");
  EXPECT_EQ(dialled_digits("+85291234567"), "+85291234567");
}

TEST(Phone, IsStableWhenNormalisedAgain) {
  for (const char* typed :
       {"138 1234 1234", "(0539)1234567转12", "010 12345678", "400 123 4567", "00852 9123 4567"}) {
    EXPECT_EQ(normal(normal(typed)), normal(typed));
  }
}

TEST(Phone, PublishesShortNumbersToo) {
  EXPECT_TRUE(is_published_phone("12345"));
  EXPECT_TRUE(is_published_phone("110"));
  EXPECT_TRUE(is_published_phone("0999-5550001"));
  EXPECT_TRUE(is_published_phone("0999-5550040、5550041"));
  EXPECT_TRUE(is_published_phone("0999-5550040 / 0999-5550041"));
  EXPECT_FALSE(is_published_phone("0999-5550040、找小王"));
  EXPECT_FALSE(is_published_phone("、"));
  EXPECT_FALSE(is_published_phone(""));
  EXPECT_FALSE(is_published_phone("11"));
  EXPECT_FALSE(is_published_phone("1234567"));
}

TEST(Phone, IsOneOfSeveralInAText) {
  const std::vector<std::string> two = {"0999-5550001", "13812341234"};
  for (const char* text :
       {"0999-5550001, 13812341234", "0999-5550001、13812341234", "0999-5550001，13812341234",
        "0999-5550001;13812341234,", "0999-5550001/13812341234", "0999-5550001\n 13812341234"}) {
    EXPECT_EQ(published_phones(text), two) << text;
  }
  EXPECT_EQ(published_phones(" 0999 5550001 转 12 "),
            std::vector<std::string>{"0999 5550001 转 12"});
  EXPECT_TRUE(published_phones("0999-5550001、办公室").empty());
  EXPECT_TRUE(published_phones("").empty());
}

}  // namespace
}  // namespace core
