#include "ui/generation/writingpage.h"

#include "core/cascade/planstore.h"
#include "core/generation/prompt.h"
#include "core/generation/runsetup.h"
#include "core/generation/sample.h"
#include "core/generation/samplereading.h"
#include "resources/resources.h"
#include "ui/generation/sampledocument.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

struct TriedPlan
{
    Sample sample;
    QString planWords;
};

Result<TriedPlan> tryPlan(const Connection& connection, const QString& planSet, qint64 ordinal, quint64 seed)
{
    ANTIPHON_TRY_ASSIGN(const PlanSet set, planSetByName(connection, planSet));
    TriedPlan tried;
    ANTIPHON_TRY_ASSIGN(tried.sample.plan, readPlan(connection, set.id, ordinal));
    ANTIPHON_TRY_ASSIGN(const TrackFacts tracks, trackFacts(connection, set.catalogue));
    MentionFinder finder(shippedPhraseBook());
    const Plan& plan = tried.sample.plan;
    tried.sample.dialogue =
        sampleOf(plan, writeByTemplate(plan, tracks, shippedPhraseBook(), finder, seed), tracks);
    for (const PlanTurn& turn : plan.turns) {
        for (const quint32 track : turn.tracks) {
            if (track < tracks.size())
                tried.sample.tracks.insert(tracks[track].externalId, tracks[track]);
        }
    }
    tried.sample.checks = DialogueChecker(shippedPhraseBook()).check(tried.sample.dialogue, &plan);
    tried.planWords = planInWords(plan, tracks, shippedPhraseBook());
    return tried;
}

} // namespace

WritingPage::WritingPage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    m_text = new QComboBox(this);
    m_text->setAccessibleName(tr("Text"));
    m_text->addItems({tr("Prompt for models: whole-dialogue"), tr("Phrases of the template writer"),
                      tr("The plan as a model reads it")});
    m_about = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_about->setWordWrap(true);
    m_view = new QPlainTextEdit(this);
    m_view->setReadOnly(true);
    m_view->setAccessibleName(tr("Text, read only"));
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics::gap);
    left->addWidget(m_text, 0, Qt::AlignLeft);
    left->addWidget(m_about);
    left->addWidget(m_view, 1);

    m_planSet = new QComboBox(this);
    m_planSet->setAccessibleName(tr("Plans"));
    m_plan = new QSpinBox(this);
    m_plan->setPrefix(tr("plan "));
    m_plan->setAccessibleName(tr("Plan"));
    m_seed = new QSpinBox(this);
    m_seed->setPrefix(tr("seed "));
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    m_seed->setAccessibleName(tr("Seed"));
    auto* next = new QPushButton(themeIcon(QStringLiteral("dice")), tr("Next seed"), this);
    next->setToolTip(tr("The same plan in other words (N)"));
    auto* controls = new QHBoxLayout;
    controls->setSpacing(metrics::gap);
    controls->addWidget(m_planSet, 1);
    controls->addWidget(m_plan);
    controls->addWidget(m_seed);
    controls->addWidget(next);
    m_dialogue = new DialogueView(this);
    m_dialogue->setFrameShape(QFrame::NoFrame);
    m_dialogue->setAccessibleName(tr("Preview"));
    auto* right = new QVBoxLayout;
    right->setSpacing(metrics::gap);
    right->addWidget(
        new SectionHeader(tr("Preview"), tr("the template writer on one plan, not stored"), this));
    right->addLayout(controls);
    right->addWidget(m_dialogue, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addLayout(left, 1);
    row->addLayout(right, 1);
    setFocusProxy(m_plan);

    connect(m_text, &QComboBox::currentIndexChanged, this, &WritingPage::showText);
    connect(m_planSet, &QComboBox::currentIndexChanged, this, [this] {
        m_plan->setRange(0, std::max(0, m_planSet->currentData().toInt() - 1));
        preview();
    });
    connect(m_plan, &QSpinBox::valueChanged, this, &WritingPage::preview);
    connect(m_seed, &QSpinBox::valueChanged, this, &WritingPage::preview);
    connect(next, &QPushButton::clicked, this, &WritingPage::nextSeed);
    connect(&context.session, &ProjectSession::changed, this, &WritingPage::reload);
    showText();
    reload();
}

void WritingPage::nextSeed()
{
    m_seed->setValue(m_seed->value() + 1);
}

void WritingPage::showText()
{
    switch (m_text->currentIndex()) {
    case Prompt: {
        const QString name = shippedPromptNames().constFirst();
        const auto prompt = shippedPrompt(name);
        m_about->setText(
            prompt ? tr("%1, SHA-256 %2…. Ships with the program; its version stands in every sample.")
                         .arg(prompt->label(), prompt->digest.left(16))
                   : errorSentence(prompt.error()));
        m_view->setPlainText(QString::fromUtf8(shippedPromptText(name)));
        break;
    }
    case Phrases:
        m_about->setText(
            tr("phrases/en.json, SHA-256 %1…. A copy of your own goes in with generate --phrases FILE.")
                .arg(shippedPhraseBook().digest.left(16)));
        m_view->setPlainText(QString::fromUtf8(resourceContent(QStringLiteral("phrases/en.json"))));
        break;
    default:
        m_about->setText(tr("What stands in the prompt for {plan}; the plan is the one of the preview."));
        m_view->setPlainText(m_planWords);
    }
}

void WritingPage::reload()
{
    m_context.session.read<QList<PlanSet>>(
        this, [](const Connection& connection) { return readyPlanSets(connection); },
        [this](Result<QList<PlanSet>> sets) {
            if (!sets)
                return;
            const QString kept = m_planSet->currentText();
            {
                const QSignalBlocker blocker(m_planSet);
                m_planSet->clear();
                for (auto it = sets->crbegin(); it != sets->crend(); ++it)
                    m_planSet->addItem(it->name, static_cast<int>(it->plans));
                m_planSet->setCurrentIndex(std::max(0, m_planSet->findText(kept)));
            }
            m_planSet->setEnabled(!sets->isEmpty());
            m_plan->setEnabled(!sets->isEmpty());
            m_plan->setRange(0, std::max(0, m_planSet->currentData().toInt() - 1));
            preview();
        },
        QStringLiteral("generation.writing.plans"));
}

void WritingPage::preview()
{
    const QString planSet = m_planSet->currentText();
    if (planSet.isEmpty()) {
        m_dialogue->setDocument(
            {{DialogueTurn{Speaker::System, tr("Draw plans at the Cascade station to see one here.")}}});
        return;
    }
    m_context.session.read<TriedPlan>(
        this,
        [planSet, plan = m_plan->value(), seed = static_cast<quint64>(m_seed->value())](
            const Connection& connection) { return tryPlan(connection, planSet, plan, seed); },
        [this](Result<TriedPlan> tried) {
            if (!tried)
                return;
            m_dialogue->setDocument(sampleDocument(tried->sample));
            m_planWords = tried->planWords;
            if (m_text->currentIndex() == PlanWords)
                showText();
        },
        QStringLiteral("generation.preview"));
}

} // namespace antiphon
