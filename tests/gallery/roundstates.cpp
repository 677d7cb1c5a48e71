// Double coding: its rounds, and how far coders agree, in their states.
#include "core/coding/codestore.h"
#include "core/reliability/roundstore.h"
#include "core/taxonomy/taxonomystore.h"
#include "tests/gallery/gallery.h"
#include "ui/coding/findings/agreementpage.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/tabstrip.h"

#include <QPushButton>
#include <QTest>

namespace antiphon::gallery {

namespace {

enum class Until { Open, Closed };

// ada and ben code three of the sample's dialogues that both have coded.
Result<void> holdRound(const Connection& connection, Until until)
{
    return EditHistory(connection)
        .record({QStringLiteral("ada")}, QStringLiteral("Round"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder ada, ensureCoder(connection, QStringLiteral("ada")));
            ANTIPHON_TRY_ASSIGN(const Coder ben, ensureCoder(connection, QStringLiteral("ben")));
            ANTIPHON_TRY(setChosenCoder(connection, ada.name));
            CodedCorpusQuery both;
            both.coders = {ben.id};
            ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, both));
            NewRound asked{QStringLiteral("March"), {ada.id, ben.id}};
            asked.draw = OverlapDraw::Chosen;
            for (const DialogueId& dialogue : corpus.dialogues)
                asked.chosen << dialogue;
            ANTIPHON_TRY_ASSIGN(const CodingRound round, openRound(connection, asked));
            for (qsizetype i = 0; i < asked.chosen.size(); ++i) {
                ANTIPHON_TRY(setFinished(connection, round.id, asked.chosen[i], ben.id, true));
                if (until == Until::Closed || i % 2 == 0)
                    ANTIPHON_TRY(setFinished(connection, round.id, asked.chosen[i], ada.id, true));
            }
            return until == Until::Closed ? closeRound(connection, round.id) : Result<void>();
        });
}

State state(const char* name, std::function<Result<void>(const Connection&)> prepare,
            std::function<void(Stage&)> show, int scale = 100)
{
    return {QLatin1String(name), Project::Sample, std::move(prepare), std::move(show), scale};
}

Result<void> openHere(const Connection& connection)
{
    return holdRound(connection, Until::Open);
}

Result<void> closedHere(const Connection& connection)
{
    return holdRound(connection, Until::Closed);
}

void showRounds(Stage& stage)
{
    stage.go(QStringLiteral("code"), QStringLiteral("rounds"));
}

void showForm(Stage& stage)
{
    stage.go(QStringLiteral("code"), QStringLiteral("rounds/new"));
}

// Settles a turn by keys, so that one is settled and the next is in hand.
void settleOne(Stage& stage)
{
    showRounds(stage);
    if (auto* table = stage.window.findChild<QWidget*>(QStringLiteral("toSettle")))
        table->setFocus();
    stage.press(Qt::Key_B, {});
    stage.settle();
}

void showVersions(Stage& stage)
{
    stage.go(QStringLiteral("code"), QStringLiteral("versions"));
    if (auto* table = stage.window.findChild<CalmTable*>(QStringLiteral("versions")))
        table->selectRow(table->model()->rowCount() - 1); // the oldest
    stage.settle();
}

// Two versions; in the second a code has another name and another meaning.
Result<void> publishAndChange(const Connection& connection)
{
    const Actor ada{QStringLiteral("ada")};
    EditHistory history(connection);
    const auto publish = [&](const QString& name, const QString& note) {
        return history.record(ada, publishLabel(name), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const TaxonomyVersion version, publishTaxonomy(connection, ada, name, note));
            Q_UNUSED(version)
            return {};
        });
    };
    ANTIPHON_TRY(publish(QStringLiteral("Pilot"), QStringLiteral("Before the first round of double coding")));
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY(history.record(ada, QStringLiteral("Change codes"), [&]() -> Result<void> {
        for (Code code : codes) {
            if (code.name == QStringLiteral("active_recommend"))
                code.name = QStringLiteral("unasked_recommend");
            else if (code.name == QStringLiteral("remove_filter"))
                code.definition += QStringLiteral(" Not for tracks that are refused.");
            else
                continue;
            ANTIPHON_TRY(changeCode(connection, code));
        }
        return {};
    }));
    return publish(QStringLiteral("After round March"),
                   QStringLiteral("Names and bounds that the coders differed on"));
}

// The page of agreement: 0 codes, 1 pairs, 2 turns.
void showAgreement(Stage& stage, int page)
{
    stage.go(QStringLiteral("code"), QStringLiteral("findings/agreement"));
    if (auto* found = stage.window.findChild<AgreementPage*>())
        found->findChild<TabStrip*>(QStringLiteral("agreementPages"))->setCurrentIndex(page);
    stage.settle();
}

void workOut(Stage& stage)
{
    constexpr int patienceMs = 10'000;
    showAgreement(stage, 0);
    for (auto* button : stage.window.findChildren<QPushButton*>()) {
        if (button->text() == AgreementPage::tr("Intervals") ||
            button->text() == AgreementPage::tr("Definitions"))
            button->click();
    }
    QTest::qWait(patienceMs / 4);
    stage.settle();
}

} // namespace

QList<State> roundStates()
{
    return {
        state("code-rounds-empty", {}, showRounds),
        state("code-rounds-form", {}, showForm),
        state("code-rounds-open", openHere, showRounds),
        state("code-rounds-settling", closedHere, settleOne),
        state("code-rounds-settling-large", closedHere, settleOne, 200),
        state("code-versions-empty", {}, showVersions),
        state("code-versions", publishAndChange, showVersions),
        state("code-agreement", {}, [](Stage& stage) { showAgreement(stage, 0); }),
        state("code-agreement-intervals", {}, workOut),
        state("code-agreement-pairs", {}, [](Stage& stage) { showAgreement(stage, 1); }),
        state("code-agreement-turns", {}, [](Stage& stage) { showAgreement(stage, 2); }),
    };
}

} // namespace antiphon::gallery
