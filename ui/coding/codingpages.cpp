#include "ui/coding/autocodepage.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/codingpage.h"
#include "ui/coding/codingview.h"
#include "ui/coding/comparisonpage.h"
#include "ui/coding/conflictpage.h"
#include "ui/coding/findings/findingspage.h"
#include "ui/coding/incidentpage.h"
#include "ui/coding/memopage.h"
#include "ui/coding/rounds/roundspage.h"
#include "ui/coding/samplingpage.h"
#include "ui/coding/suggestionpage.h"
#include "ui/coding/theorypage.h"
#include "ui/coding/versionspage.h"

namespace antiphon {

namespace {

QWidget* makeIncidentPage(CodingDesk& desk, QWidget* parent)
{
    return new IncidentPage(desk, parent);
}

} // namespace

QList<CodingPage> codingPages()
{
    return {
        {QStringLiteral("memos"), CodingView::tr("Memos"), CodingView::tr("Show all memos"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new MemoPage(desk, parent); },
         [](QWidget* page, const QString& target) { static_cast<MemoPage*>(page)->navigate(target); }},
        {QStringLiteral("theory"),
         CodingView::tr("Theory"),
         CodingView::tr("Show axial and selective coding"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new TheoryPage(desk, parent); },
         [](QWidget* page, const QString& target) { static_cast<TheoryPage*>(page)->navigate(target); },
         {{QStringLiteral("propositions"), CodingView::tr("Show propositions")},
          {QStringLiteral("negatives"), CodingView::tr("Show open negative cases")}}},
        {QStringLiteral("findings"),
         CodingView::tr("Findings"),
         CodingView::tr("Show what the codes say"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new FindingsPage(desk, parent); },
         [](QWidget* page, const QString& target) { static_cast<FindingsPage*>(page)->navigate(target); },
         {{QStringLiteral("frequencies"), CodingView::tr("Show frequencies")},
          {QStringLiteral("together"), CodingView::tr("Show codes that stand together")},
          {QStringLiteral("transitions"), CodingView::tr("Show which codes follow which")},
          {QStringLiteral("saturation"), CodingView::tr("Show saturation")},
          {QStringLiteral("agreement"), CodingView::tr("Show how far coders agree")}}},
        {QStringLiteral("rounds"),
         CodingView::tr("Rounds"),
         CodingView::tr("Show rounds of double coding"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new RoundsPage(desk, parent); },
         [](QWidget* page, const QString& target) { static_cast<RoundsPage*>(page)->navigate(target); },
         {{QStringLiteral("new"), CodingView::tr("Open a round of double coding")}}},
        {QStringLiteral("versions"),
         CodingView::tr("Versions"),
         CodingView::tr("Show versions of the codebook"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new VersionsPage(desk, parent); },
         [](QWidget* page, const QString& target) { static_cast<VersionsPage*>(page)->navigate(target); },
         {{QStringLiteral("publish"), CodingView::tr("Publish the codebook as a version")}}},
        {QStringLiteral("incidents"), CodingView::tr("Incidents"),
         CodingView::tr("Show all codings of the code in hand"), makeIncidentPage},
        {QStringLiteral("comparisons"), CodingView::tr("Comparisons"), CodingView::tr("Show comparisons"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new ComparisonPage(desk, parent); }},
        {QStringLiteral("autocode"), CodingView::tr("Autocode"), CodingView::tr("Autocode by a pattern"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new AutocodePage(desk, parent); }},
        {QStringLiteral("next"), CodingView::tr("Next"), CodingView::tr("Choose the next dialogue to code"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new SamplingPage(desk, parent); }},
        {QStringLiteral("suggestions"), CodingView::tr("Suggestions"), CodingView::tr("Show suggestions"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new SuggestionPage(desk, parent); }},
        {QStringLiteral("conflicts"),
         CodingView::tr("Conflicts"),
         CodingView::tr("Show conflicts of merging"),
         [](CodingDesk& desk, QWidget* parent) -> QWidget* { return new ConflictPage(desk, parent); },
         {},
         {},
         true},
    };
}

} // namespace antiphon
