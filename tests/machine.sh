# What tests see of the machine; script/test and script/prove read this in the checkout.

# What is installed on this machine must not decide what tests see.
mkdir -p build
: > build/no_settings.conf
export BANCHENG_CONF=$PWD/build/no_settings.conf

# Unit tests write tens of thousands of small files; in memory (if two gigabytes are free) they need not wait for the
# disk.
small_files=${TMPDIR:-/tmp}
spare=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1) || spare=0
if [ "${spare:-0}" -gt 2000000 ] && [ -w /dev/shm ]; then
  small_files=/dev/shm
fi
