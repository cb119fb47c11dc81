// Where the program `sunder_leaky` plants a leak, so that the swap test and `sunder verify` can
// be seen to catch it (tests/swap). In the program itself the macro is nothing: no branch, no
// name.
#pragma once

#ifndef SUNDER_PLANT
#define SUNDER_PLANT(leak, ...) static_assert(true)
#endif
