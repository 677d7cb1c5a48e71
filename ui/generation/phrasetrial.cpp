#include "ui/generation/phrasetrial.h"

#include "core/generation/promptpreview.h"
#include "core/generation/sample.h"
#include "ui/generation/sampledocument.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

Result<Sample> tryPhrases(const Connection& connection, const QByteArray& json, const QString& planSet,
                          qint64 ordinal, quint64 seed)
{
    ANTIPHON_TRY_ASSIGN(PhraseBook book, parsePhraseBook(json, {}));
    ANTIPHON_TRY_ASSIGN(const PlanSet set, planSetByName(connection, planSet));
    Sample sample;
    sample.phrases = std::make_shared<const PhraseBook>(std::move(book));
    ANTIPHON_TRY_ASSIGN(sample.plan, readPlan(connection, set.id, ordinal));
    ANTIPHON_TRY_ASSIGN(const TrackFacts tracks, trackFactsOf(connection, set.catalogue, sample.plan));
    MentionFinder finder(*sample.phrases);
    sample.dialogue =
        sampleOf(sample.plan, writeByTemplate(sample.plan, tracks, *sample.phrases, finder, seed), tracks);
    for (const PlanTurn& turn : std::as_const(sample.plan.turns)) {
        for (const quint32 track : turn.tracks) {
            if (track < tracks.size())
                sample.tracks.insert(tracks[track].externalId, tracks[track]);
        }
    }
    sample.checks = DialogueChecker(*sample.phrases).check(sample.dialogue, &sample.plan);
    return sample;
}

} // namespace

PhraseTrial::PhraseTrial(TextDesk& desk, QWidget* parent)
    : TextTrial(parent),
      m_desk(desk),
      m_plans(new PlanChooser(desk.context(), this)),
      m_seed(new QSpinBox(this)),
      m_dialogue(new DialogueView(this)),
      m_remark(new TextLabel({}, TextSize::Caption, Tone::Muted, this))
{
    m_seed->setPrefix(tr("seed "));
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same plan in other words (N)"));
    m_dialogue->setFrameShape(QFrame::NoFrame);
    m_dialogue->setAccessibleName(tr("Preview"));
    m_remark->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_plans, 1);
    row->addWidget(m_seed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(row);
    column->addWidget(m_dialogue, 1);
    column->addWidget(m_remark);
    setFocusProxy(m_plans);
    connect(m_plans, &PlanChooser::chosen, this, &PhraseTrial::ask);
    connect(m_seed, &QSpinBox::valueChanged, this, &PhraseTrial::ask);
    connect(&desk, &TextDesk::textChanged, this, &PhraseTrial::ask);
    ask();
}

void PhraseTrial::another()
{
    m_seed->setValue(m_seed->value() + 1);
}

void PhraseTrial::ask()
{
    if (m_plans->planSet().isEmpty()) {
        m_dialogue->setDocument(
            {{DialogueTurn{Speaker::System, tr("Draw plans at the Cascade station to see one here.")}}});
        m_remark->clear();
        return;
    }
    if (m_desk.fault() || m_desk.inHand().version == 0) {
        m_remark->setText(m_desk.fault() ? tr("The words above are from before the fault.") : QString());
        m_remark->setTone(Tone::Warn);
        return;
    }
    m_desk.context().session.read<Sample>(
        this,
        [json = m_desk.text().toUtf8(), planSet = m_plans->planSet(), plan = m_plans->plan(),
         seed = static_cast<quint64>(m_seed->value())](const Connection& connection) {
            return tryPhrases(connection, json, planSet, plan, seed);
        },
        [this](const Result<Sample>& sample) { show(sample); }, QStringLiteral("generation.phrases.preview"));
}

void PhraseTrial::show(const Result<Sample>& sample)
{
    if (!sample) {
        m_remark->setText(errorSentence(sample.error()));
        m_remark->setTone(Tone::Danger);
        return;
    }
    const qsizetype faults = sample->checks.findings.size();
    m_dialogue->setDocument(sampleDocument(*sample));
    m_remark->setText(faults == 0   ? tr("Checked: nothing found.")
                      : faults == 1 ? tr("Checked: one finding, marked in the text.")
                                    : tr("Checked: %1 findings, marked in the text.").arg(faults));
    m_remark->setTone(faults == 0 ? Tone::Muted : Tone::Warn);
}

} // namespace antiphon
