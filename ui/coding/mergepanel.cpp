#include "ui/coding/mergepanel.h"

#include "core/cascade/recipetaxonomy.h"
#include "ui/coding/codeeditor.h"
#include "ui/coding/codetreedesk.h"
#include "ui/coding/codingdesk.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString previewText(const MergePlan& plan, qint64 before)
{
    const qint64 after = before - plan.replaced.size();
    QStringList lines{
        countedText(after, MergePanel::tr("coding afterwards"), MergePanel::tr("codings afterwards"))};
    if (!plan.replaced.isEmpty())
        lines << MergePanel::tr("%1 become one with another, the earliest stays")
                     .arg(countText(plan.replaced.size()));
    if (!plan.widened.isEmpty())
        lines << countedText(plan.widened.size(), MergePanel::tr("span grows longer"),
                             MergePanel::tr("spans grow longer"));
    return lines.join(u'\n');
}

} // namespace

MergePanel::MergePanel(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_title(new SectionHeader(tr("Merge codes"), {}, this)),
      m_names(new TextLabel({}, TextSize::Body, Tone::Normal, this)),
      m_target(new QComboBox(this)),
      m_join(new QCheckBox(tr("Join spans that overlap or touch"), this)),
      m_preview(new TextLabel({}, TextSize::Body, Tone::Muted, this)),
      m_merge(new QPushButton(tr("Merge"), this))
{
    auto* form = new QVBoxLayout(this);
    form->setContentsMargins({});
    form->setSpacing(metrics::gap);
    auto* into = new TextLabel(tr("Into"), TextSize::Caption, Tone::Muted, this);
    into->setBuddy(m_target);
    m_target->setAccessibleName(tr("Merge into"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_join->setToolTip(tr("Otherwise they stay side by side"));
    m_names->setWordWrap(true);
    m_preview->setWordWrap(true);
    auto* kept =
        new TextLabel(tr("Memos, examples, definition, relations and verdicts pass on. Undo takes all back."),
                      TextSize::Caption, Tone::Muted, this);
    kept->setWordWrap(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setFlat(true);
    makePrimary(m_merge);
    m_merge->setToolTip(tr("Merge (Ctrl+Enter)"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_merge);
    buttons->addWidget(cancel);
    buttons->addStretch();
    form->addWidget(m_title);
    form->addWidget(m_names);
    form->addWidget(into);
    form->addWidget(m_target);
    form->addWidget(m_join);
    form->addWidget(m_preview);
    form->addWidget(kept);
    form->addLayout(buttons);
    connect(m_target, &QComboBox::currentIndexChanged, this, &MergePanel::preview);
    connect(m_join, &QCheckBox::toggled, this, &MergePanel::preview);
    connect(m_merge, &QPushButton::clicked, this, &MergePanel::merge);
    connect(cancel, &QPushButton::clicked, this, &MergePanel::closed);
}

void MergePanel::open(const QList<CodeId>& codes)
{
    m_codes = codes;
    fillTargets();
    m_target->setFocus(Qt::OtherFocusReason);
}

void MergePanel::fillTargets()
{
    const QSignalBlocker quiet(m_target);
    m_target->clear();
    int most = 0;
    for (const Code& code : m_desk.codes()) {
        const bool isOne = m_codes.contains(code.id);
        if (m_codes.size() > 1 ? !isOne : isOne)
            continue;
        if (m_desk.codingCount(code.id) >
            m_desk.codingCount(CodeId::fromText(m_target->itemData(most).toString()).value_or(CodeId())))
            most = m_target->count();
        m_target->addItem(codeColourIcon(code.colour, palette()), code.name, code.id.toText());
    }
    m_target->setCurrentIndex(m_codes.size() > 1 ? most : -1);
    m_target->setPlaceholderText(tr("Choose a code"));
    preview();
}

CodeId MergePanel::target() const
{
    return CodeId::fromText(m_target->currentData().toString()).value_or(CodeId());
}

QList<CodeId> MergePanel::merged() const
{
    QList<CodeId> codes = m_codes;
    codes.removeAll(target());
    return codes;
}

SpanMerge MergePanel::spans() const
{
    return m_join->isChecked() ? SpanMerge::Join : SpanMerge::KeepApart;
}

void MergePanel::preview()
{
    QStringList names;
    for (const CodeId id : merged()) {
        if (const Code* code = m_desk.codeById(id))
            names << tr("%1 (%2)").arg(code->name, countText(m_desk.codingCount(id)));
    }
    m_names->setText(names.join(QStringLiteral(", ")));
    m_merge->setEnabled(!target().isNull());
    if (target().isNull()) {
        m_preview->setText({});
        return;
    }
    struct Preview
    {
        MergePlan plan;
        qint64 before = 0;
        QString recipes; // that need a code that goes
    };
    m_desk.context().session.read<Preview>(
        this,
        [codes = merged() + QList<CodeId>{target()}, going = merged(), target = target(), spans = spans(),
         coder = m_desk.coderId()](const Connection& connection) -> Result<Preview> {
            ANTIPHON_TRY_ASSIGN(const QList<MergeCoding> codings, codingsOfCodes(connection, codes, coder));
            ANTIPHON_TRY_ASSIGN(const QString recipes, recipesUsing(connection, going));
            return Preview{planMerge(codings, target, spans), codings.size(), recipes};
        },
        [this](const Result<Preview>& preview) {
            if (!preview)
                return;
            const QString text = previewText(preview->plan, preview->before);
            m_preview->setText(preview->recipes.isEmpty() ? text : text + u'\n' + preview->recipes);
        },
        QStringLiteral("coding.mergepreview"));
}

void MergePanel::merge()
{
    if (!m_merge->isEnabled())
        return;
    m_desk.tree().merge(merged(), target(), spans());
    Q_EMIT closed();
}

void MergePanel::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (enter && (event->modifiers() & Qt::ControlModifier))
        merge();
    // All other keys end here: typing must never code the turn behind the form.
}

} // namespace antiphon
