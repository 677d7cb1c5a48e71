// The four families of musical attributes in the taxonomy of the paper.
#pragma once

#include <QString>

#include <optional>

namespace antiphon {

// Metadata (artist, year), similar to an entity, user and listening context (theme), music content (genre).
enum class TypeFamily { Metadata, Similar, Context, Content };

// By the name of the type; what the taxonomy does not name says something about the music: Content.
TypeFamily familyOfType(QStringView type);
// "metadata", "similar", "context", "content", for maps and JSON.
QString familyWord(TypeFamily family);
std::optional<TypeFamily> familyFromWord(QStringView word);

} // namespace antiphon
