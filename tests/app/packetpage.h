// A packet's page in a browser, as the tests of it begin and look at it.
#pragma once

#include "core/rating/answerlog.h"
#include "core/rating/htmlpacket.h"
#include "tests/app/browser.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <gtest/gtest.h>

namespace antiphon::test {

class PacketPageTest : public testing::Test
{
protected:
    void SetUp() override;
    // A browser of its own each time, with what the one before has kept.
    std::unique_ptr<Browser> newBrowser() const;
    QString written(const Packet& packet); // the page's path

    TemporaryProject folder;
};

// Opens the page; its first page is shown.
void openPage(Browser& browser, const QString& page);
// And begins, or goes on.
void begin(Browser& browser, const QString& page);
QString placeOf(Browser& browser); // "welcome", "rating", "paused", "guess", "done"
void press(Browser& browser, std::initializer_list<const char*> keys);
QString currentRow(Browser& browser); // the question in hand
// Presses the page's button for it; the file's path, or nothing.
QString saved(Browser& browser, const QString& rater = QStringLiteral("rater-1"));
// Keeps pictures of the page, light and dark, where the environment names a folder for them.
void picture(Browser& browser, const char* name);
// Whatever the browser was asked for: this page, and the file that it offers itself.
void expectNothingAsked(const Browser& browser);

} // namespace antiphon::test
