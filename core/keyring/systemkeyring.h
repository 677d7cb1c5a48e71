// The keyring of the desktop: GNOME's or any other secret service, or KDE's wallet.
#pragma once

#include "core/llm/keyring.h"

namespace antiphon {

// Keys lie there under the service "Antiphon". Cheap to make: nothing is asked before the first call.
// Source: QtKeychain, https://github.com/frankosterfeld/qtkeychain (BSD-3-Clause).
std::shared_ptr<KeyRing> makeSystemKeyRing();

} // namespace antiphon
