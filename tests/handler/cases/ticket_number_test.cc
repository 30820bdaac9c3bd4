// The ticket number: always the same for a nonce, strict about typing mistakes.
#include "handler/cases/ticket_number.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace handler::cases {
namespace {

const std::string kKey(32, 'k');

std::string sample(int i) {
  return make_ticket_number("nonce " + std::to_string(i), kKey);
}

TEST(TicketNumber, HasSixteenDigits) {
  for (int i = 0; i < 1000; ++i) {
    const std::string number = sample(i);
    EXPECT_EQ(number.size(), 16u);
    EXPECT_EQ(number.find_first_not_of("0123456789"), std::string::npos);
    EXPECT_TRUE(is_ticket_number(number)) << number;
  }
}

TEST(TicketNumber, IsTheSameForARetryAndAnotherForEachReport) {
  EXPECT_EQ(sample(1), sample(1));
  std::set<std::string> numbers;
  for (int i = 0; i < 1000; ++i) numbers.insert(sample(i));
  EXPECT_EQ(numbers.size(), 1000u);
}

TEST(TicketNumber, DependsOnTheKey) {
  EXPECT_NE(make_ticket_number("n", kKey), make_ticket_number("n", std::string(32, 'j')));
}

TEST(TicketNumber, FindsEveryWrongDigit) {
  for (int i = 0; i < 50; ++i) {
    const std::string number = sample(i);
    for (std::size_t place = 0; place < number.size(); ++place) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string wrong = number;
        if (std::exchange(wrong[place], digit) == digit) continue;
        EXPECT_FALSE(is_ticket_number(wrong)) << wrong;
      }
    }
  }
}

TEST(TicketNumber, FindsEverySwapOfNeighbours) {
  for (int i = 0; i < 50; ++i) {
    const std::string number = sample(i);
    for (std::size_t place = 0; place + 1 < number.size(); ++place) {
      std::string wrong = number;
      std::swap(wrong[place], wrong[place + 1]);
      EXPECT_TRUE(wrong == number || !is_ticket_number(wrong)) << wrong;
    }
  }
}

TEST(TicketNumber, ChecksByDammsTable) {
  // The usual example of the method: 572 has the check digit 4.
  EXPECT_TRUE(is_ticket_number("0000000000005724"));
  EXPECT_FALSE(is_ticket_number("572"));
  EXPECT_FALSE(is_ticket_number("000000000000572a"));
}

TEST(TicketNumber, IsShownInFours) {
  EXPECT_EQ(in_fours("1234567890123456"), "1234 5678 9012 3456");
}

TEST(TicketNumber, IsKeptAsAKeyedHash) {
  const std::string hash = ticket_hash("0000000000005724", kKey);
  EXPECT_EQ(hash.size(), 64u);
  EXPECT_EQ(hash, ticket_hash("0000000000005724", kKey));
  EXPECT_NE(hash, ticket_hash("0000000000005724", std::string(32, 'j')));
  EXPECT_NE(hash, ticket_hash("0000000000005732", kKey));
}

}  // namespace
}  // namespace handler::cases
