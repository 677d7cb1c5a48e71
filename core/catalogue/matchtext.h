// Titles and artists in a form in which two catalogues can be compared.
#pragma once

#include <QString>

namespace antiphon {

// Lower case without diacritics, punctuation, a leading "the" (or a trailing ", the"), "feat." with what
// follows, and remarks on the edition: "Let It Be (Remastered 2009)", "Let it be - Mono". Remarks that make
// it another recording stay: live, remix, acoustic.
QString normalisedTitle(const QString& title);
QString normalisedArtist(const QString& artist);

} // namespace antiphon
