#include "ui/coding/autocodepage.h"

#include "core/storage/project.h"
#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { MatchColumn, PlaceColumn, RoleColumn, StateColumn };

// The fit with some words around it, on one line.
QString contextOf(const AutocodeSample& sample)
{
    constexpr int around = 48;
    const qint64 begin = std::max(qint64(0), sample.span.begin - around);
    const QString lead = spanText(sample.text, {begin, sample.span.begin});
    const QString tail = spanText(sample.text, {sample.span.end, sample.span.end + around});
    const bool more = sample.span.end + around < codePointsBefore(sample.text, sample.text.size());
    QString line = begin > 0 ? QStringLiteral("\u2026") : QString();
    line += lead + u'[' + spanText(sample.text, sample.span) + u']' + tail;
    if (more)
        line += u'\u2026';
    return line.replace(u'\n', u' ');
}

QComboBox* choice(QWidget* parent, const QString& name, const QList<std::pair<QString, QVariant>>& items)
{
    auto* box = new QComboBox(parent);
    for (const auto& [title, value] : items)
        box->addItem(title, value);
    box->setAccessibleName(name);
    return box;
}

} // namespace

AutocodePage::AutocodePage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_pane(new TablePane(desk.context(),
                           {tr("What the pattern fits"), tr("Filter matches"),
                            tr("Type a text or an expression above and press Enter: every turn that it fits "
                               "is listed here before anything is coded."),
                            QStringLiteral("matches.csv")},
                           {{tr("Match")}, {tr("Dialogue and turn")}, {tr("Role")}, {tr("State")}},
                           MatchColumn, TextTableModel::Boxes::FirstColumn, this)),
      m_summary(new TextLabel({}, TextSize::Body, Tone::Muted, this)),
      m_apply(new QPushButton(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addWidget(makeForm());
    column->addSpacing(metrics::gap);
    column->addWidget(m_pane, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_apply);
    column->addLayout(foot);
    makePrimary(m_apply);
    m_apply->setToolTip(tr("One act, that one undo takes back (Ctrl+Enter)"));
    m_pane->table()->horizontalHeader()->resizeSection(PlaceColumn, 200);
    m_pane->table()->horizontalHeader()->resizeSection(RoleColumn, 80);
    m_pane->table()->horizontalHeader()->resizeSection(StateColumn, 130);
    setFocusProxy(m_pattern);
    connect(m_pattern, &QLineEdit::returnPressed, this, &AutocodePage::preview);
    connect(m_find, &QPushButton::clicked, this, &AutocodePage::preview);
    connect(m_apply, &QPushButton::clicked, this, &AutocodePage::apply);
    connect(m_pane->model(), &QAbstractItemModel::dataChanged, this, &AutocodePage::updateAct);
    connect(m_pane, &TablePane::activated, this, [this](int row) {
        const TurnPlace& place = m_preview.matches[row].place;
        m_desk.context().navigate(
            QStringLiteral("code"),
            QStringLiteral("dialogue/%1/turn/%2").arg(place.dialogue.toText()).arg(place.position + 1));
    });
    connect(&desk, &CodingDesk::codebookChanged, this, &AutocodePage::fillCodes);
    connect(&desk, &CodingDesk::sourcesChanged, this, &AutocodePage::fillSources);
    fillCodes();
    fillSources();
    updateAct();
}

QWidget* AutocodePage::makeForm()
{
    auto* form = new QWidget(this);
    m_pattern = new QLineEdit(form);
    m_pattern->setPlaceholderText(tr("Text or expression"));
    m_pattern->setAccessibleName(tr("Pattern"));
    m_pattern->setMinimumWidth(260);
    m_kind = choice(form, tr("How the pattern is read"),
                    {{tr("Whole words"), int(PatternKind::Words)},
                     {tr("Anywhere in the text"), int(PatternKind::Text)},
                     {tr("Regular expression"), int(PatternKind::Expression)}});
    m_exact = new QCheckBox(tr("Exact case"), form);
    m_role = choice(form, tr("Role"),
                    {{tr("Both roles"), -1},
                     {tr("User turns"), int(Role::User)},
                     {tr("System turns"), int(Role::System)}});
    m_source = choice(form, tr("Source"), {});
    m_target = choice(form, tr("What is coded"),
                      {{tr("Code the turn"), int(TargetKind::Turn)},
                       {tr("Code the words that fit"), int(TargetKind::Span)}});
    m_code = choice(form, tr("Code"), {});
    m_code->setToolTip(tr("The code that the matches get"));
    m_find = new QPushButton(tr("Find"), form);
    m_find->setToolTip(tr("List what the pattern fits (Enter)"));
    auto* first = new QHBoxLayout;
    first->setSpacing(metrics::gap);
    for (QWidget* widget : QList<QWidget*>{m_pattern, m_kind, m_exact, m_find})
        first->addWidget(widget, widget == m_pattern ? 1 : 0);
    auto* second = new QHBoxLayout;
    second->setSpacing(metrics::gap);
    for (QWidget* widget : QList<QWidget*>{m_target, m_code, m_role, m_source})
        second->addWidget(widget);
    second->addStretch();
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("Autocode"), tr("for %1").arg(m_desk.coder()), form));
    column->addLayout(first);
    column->addLayout(second);
    return form;
}

void AutocodePage::fillCodes()
{
    const QVariant kept = m_code->currentData();
    const QSignalBlocker quiet(m_code);
    m_code->clear();
    for (const Code& code : m_desk.codes()) {
        if (code.codable)
            m_code->addItem(QStringLiteral("%1 \u00b7 %2").arg(code.name, facetTitle(code.facet)),
                            code.id.toText());
    }
    m_code->setCurrentIndex(std::max(0, m_code->findData(kept)));
}

void AutocodePage::fillSources()
{
    const QVariant kept = m_source->currentData();
    const QSignalBlocker quiet(m_source);
    m_source->clear();
    m_source->addItem(tr("All sources"));
    for (const Source& source : m_desk.sources())
        m_source->addItem(source.name, source.id.toText());
    m_source->setCurrentIndex(std::max(0, m_source->findData(kept)));
}

AutocodeRule AutocodePage::rule() const
{
    AutocodeRule rule;
    rule.pattern = m_pattern->text();
    rule.kind = static_cast<PatternKind>(m_kind->currentData().toInt());
    rule.letterCase = m_exact->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive;
    if (m_role->currentData().toInt() >= 0)
        rule.role = static_cast<Role>(m_role->currentData().toInt());
    rule.source = SourceId::fromText(m_source->currentData().toString());
    rule.target = static_cast<TargetKind>(m_target->currentData().toInt());
    rule.code = CodeId::fromText(m_code->currentData().toString()).value_or(CodeId());
    rule.coder = m_desk.coderId();
    return rule;
}

void AutocodePage::preview()
{
    const AutocodeRule asked = rule();
    if (const auto pattern = compilePattern(asked); !pattern) { // told at once, without a job
        show(asked, {});
        say(errorSentence(pattern.error()));
        return;
    }
    const WorkspaceContext& context = m_desk.context();
    if (m_job != 0)
        context.jobs.cancel(m_job); // what is asked now matters alone
    say(tr("Looking through the turns"));
    m_job = context.jobs.start<AutocodePreview>(
        tr("Finding %1").arg(asked.pattern), this,
        [path = context.session.path(), asked](const JobContext& job) -> Result<AutocodePreview> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path, Access::ReadOnly));
            return previewAutocode(connection, asked, job.cancel, job.progress);
        },
        [this, asked](const Result<AutocodePreview>& found) {
            if (found) {
                show(asked, *found);
                return;
            }
            if (found.error().code == ErrorCode::Cancelled)
                return;
            show(asked, {});
            say(errorSentence(found.error()));
        });
}

void AutocodePage::show(const AutocodeRule& rule, const AutocodePreview& preview)
{
    m_rule = rule;
    m_preview = preview;
    QList<QList<TextCell>> rows;
    for (int i = 0; i < preview.samples.size(); ++i) {
        const AutocodeSample& sample = preview.samples[i];
        const AutocodeMatch& match = preview.matches[i];
        rows << QList<TextCell>{
            {contextOf(sample), {}, sample.text},
            {tr("%1, turn %2").arg(sample.dialogue).arg(match.place.position + 1), i, sample.dialogue},
            {roleWord(match.place.role)},
            {match.coded ? tr("coded already") : QString()}};
    }
    m_pane->setEmptyText(tr("The pattern fits no turn."));
    m_pane->setRows(std::move(rows));
    QStringList remarks;
    if (preview.samples.size() < preview.matches.size())
        remarks << tr("the first %1 are listed").arg(countText(preview.samples.size()));
    if (preview.coded > 0)
        remarks << tr("%1 coded already").arg(countText(preview.coded));
    m_pane->setRemark(remarks.join(QStringLiteral(" \u00b7 ")));
    say(tr("%1 in %2")
            .arg(countedText(preview.matches.size(), tr("match"), tr("matches")),
                 countedText(preview.turns, tr("turn"), tr("turns"))));
    updateAct();
}

void AutocodePage::say(const QString& sentence)
{
    m_summary->setText(sentence);
}

void AutocodePage::updateAct()
{
    qint64 count = m_preview.matches.size() - m_preview.coded;
    for (int row = 0; row < m_pane->model()->rowCount(); ++row) {
        const bool leftOut = !m_pane->model()->isTicked(row) && !m_preview.matches[row].coded;
        count -= leftOut ? 1 : 0;
    }
    const Code* code = m_desk.codeById(m_rule.code);
    m_apply->setEnabled(count > 0 && code);
    m_apply->setText(
        count > 0 && code
            ? tr("Code %1 with %2").arg(countedText(count, tr("match"), tr("matches")), code->name)
            : tr("Code matches"));
}

void AutocodePage::apply()
{
    if (!m_apply->isEnabled())
        return;
    QList<AutocodeMatch> matches;
    for (int i = 0; i < m_preview.matches.size(); ++i) {
        if (m_pane->model()->isTicked(i))
            matches << m_preview.matches[i];
    }
    const WorkspaceContext& context = m_desk.context();
    m_apply->setEnabled(false);
    context.jobs.start<qint64>(
        tr("Autocoding %1").arg(describeRule(m_rule)), this,
        [path = context.session.path(), actor = context.session.actor(), rule = m_rule,
         coder = m_desk.coder(), matches](const JobContext& job) -> Result<qint64> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return applyAutocode(connection, actor, rule, coder, matches, job.cancel, job.progress);
        },
        [this, &context](const Result<qint64>& added) {
            context.session.noteChange();
            if (added)
                say(tr("%1 added. Ctrl+Z takes them back.")
                        .arg(countedText(*added, tr("coding"), tr("codings"))));
            updateAct();
        },
        [](qint64 added) { return tr("%1 codings").arg(countText(added)); });
}

void AutocodePage::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        apply();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
