// The smallest CGI program, as a baseline: reads the POST and prints a page of BENCH_PAGE_BYTES
// bytes, to separate the cost of a look-up from the cost of starting a process.
#include <cstdio>
#include <cstdlib>

int main() {
  while (std::getchar() != EOF) {
  }
  const char* asked = std::getenv("BENCH_PAGE_BYTES");
  const long bytes = asked == nullptr ? 0 : std::strtol(asked, nullptr, 10);
  std::printf("Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n");
  std::printf("Content-Length: %ld\r\n\r\n", bytes);
  for (long i = 0; i < bytes; ++i) std::putchar('x');
  return 0;
}
