// The pages of practice: what was expected of an answered dialogue, and that practice is over.
#pragma once

#include "core/rating/raterpass.h"
#include "ui/rating/raterpages.h"

namespace antiphon {

// "As expected", "2 points away", or that no answer is better than another.
QString verdictText(const FeedbackRow& row);

// The answers of the item in hand beside what was expected. Its button goes on.
TextPage* makeFeedbackPage(const RaterPass& pass, QWidget* parent);
// With the qualification where the packet tells it. Its button begins the rating.
TextPage* makePracticeOverPage(const RaterPass& pass, QWidget* parent);

} // namespace antiphon
