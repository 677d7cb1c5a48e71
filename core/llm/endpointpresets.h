// What kinds of servers there are, for filling in an endpoint.
#pragma once

#include "core/llm/endpoint.h"

#include <optional>

namespace antiphon {

struct EndpointPreset
{
    QString id;      // "llama.cpp", for the command line
    QString title;   // "llama.cpp on this computer"
    Endpoint values; // address, where the key is, pace and limits; no name, no model
    QString lacks;   // what such servers do not do, as a sentence
};

// Sources: the servers' own documentation, read in 2025; the addresses are their defaults.
QList<EndpointPreset> endpointPresets();
std::optional<EndpointPreset> presetCalled(const QString& id);

} // namespace antiphon
