#include "ui/generation/samplepane.h"

#include "ui/generation/provenancetext.h"
#include "ui/generation/sampledocument.h"
#include "ui/models/texttablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString verdictLine(const SampleVerdict& verdict)
{
    const QString decided = timeText(std::max(verdict.decidedAt, verdict.commentedAt), now());
    QString line = verdict.decision == SampleDecision::Accepted
                       ? SamplePane::tr("Accepted by %1, %2").arg(verdict.person, decided)
                   : verdict.decision == SampleDecision::SetAside
                       ? SamplePane::tr("Set aside by %1, %2").arg(verdict.person, decided)
                       : SamplePane::tr("%1, %2").arg(verdict.person, decided);
    if (!verdict.comment.isEmpty())
        line += QStringLiteral(": ") + verdict.comment;
    return line;
}

} // namespace

SamplePane::SamplePane(QWidget* parent) : QWidget(parent)
{
    m_title = new SectionHeader({}, {}, this);
    m_provenance = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_provenance->setWordWrap(true);
    m_tabs = new TabStrip(this);
    m_tabs->setAccessibleName(tr("Views of the sample"));
    for (const QString& title : {tr("Dialogue"), tr("Provenance"), tr("Attempts")})
        m_tabs->addPage(title);
    m_tabs->setTabToolTip(1, tr("Every field of where it comes from; Ctrl+C copies the chosen rows"));
    m_tabs->setTabToolTip(2, tr("Replies that were not used, and earlier texts"));
    m_verdicts = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_verdicts->setWordWrap(true);
    m_line = new QLineEdit(this);
    m_line->hide();
    m_line->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_provenance);
    column->addWidget(m_tabs, 0, Qt::AlignLeft);
    column->addWidget(makeViews(), 1);
    column->addWidget(m_verdicts);
    column->addWidget(m_line);
    column->addWidget(makeActs());
    connect(m_tabs, &QTabBar::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_line, &QLineEdit::returnPressed, this, &SamplePane::takeLine);
    clear();
}

QWidget* SamplePane::makeViews()
{
    m_dialogue = new DialogueView(this);
    m_dialogue->setFrameShape(QFrame::NoFrame);
    m_dialogue->setAccessibleName(tr("Sample beside its plan"));
    m_fieldModel = new TextTableModel({{tr("Field")}, {tr("Value")}}, TextTableModel::Boxes::None, this);
    m_fields = new CalmTable(this);
    m_fields->setModel(m_fieldModel);
    m_fields->setSortingEnabled(false);
    m_fields->setColumnWidth(0, 190);
    m_fields->setAccessibleName(tr("Provenance"));
    m_fields->setEmptyText(tr("Nothing is kept of where it comes from."));
    m_attempts = new QPlainTextEdit(this);
    m_attempts->setReadOnly(true);
    m_attempts->setFrameShape(QFrame::NoFrame);
    m_attempts->setAccessibleName(tr("Attempts"));
    m_attempts->setPlaceholderText(tr("The first reply was used; nothing else was tried."));
    m_views = new QStackedWidget(this);
    for (QWidget* view : {static_cast<QWidget*>(m_dialogue), static_cast<QWidget*>(m_fields),
                          static_cast<QWidget*>(m_attempts)})
        m_views->addWidget(view);
    return m_views;
}

QWidget* SamplePane::makeActs()
{
    auto* acts = new QWidget(this);
    auto* row = new QHBoxLayout(acts);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    const auto add = [&](const QString& title, const QString& hint) {
        auto* button = new QPushButton(title, acts);
        button->setToolTip(hint);
        row->addWidget(button);
        return button;
    };
    m_accept = add(tr("Accept"), tr("Accepts the sample and goes to the next (A)"));
    m_setAside = add(tr("Set aside…"), tr("Asks why, sets it aside and goes to the next (X)"));
    m_comment = add(tr("Comment…"), tr("Writes to the sample (C)"));
    m_rewrite = add(tr("Write again"), tr("Writes this one again with a new seed; what was stays as an "
                                          "attempt, undo brings it back (W)"));
    row->addStretch(1);
    connect(m_accept, &QPushButton::clicked, this, &SamplePane::acceptRequested);
    connect(m_setAside, &QPushButton::clicked, this, &SamplePane::askReason);
    connect(m_comment, &QPushButton::clicked, this, &SamplePane::askComment);
    connect(m_rewrite, &QPushButton::clicked, this, &SamplePane::rewriteRequested);
    return acts;
}

void SamplePane::clear()
{
    m_title->setTitle(tr("No sample"));
    m_title->setRemark({});
    m_provenance->clear();
    m_verdicts->clear();
    m_verdicts->hide();
    m_dialogue->setDocument({});
    m_fieldModel->setRows({});
    m_attempts->clear();
    m_tabs->setTabText(2, tr("Attempts"));
    for (QPushButton* button : {m_accept, m_setAside, m_comment, m_rewrite})
        button->setEnabled(false);
}

void SamplePane::show(const Sample& sample)
{
    const bool written = !sample.item.dialogue.isNull();
    m_title->setTitle(tr("Sample %1").arg(countText(sample.item.planOrdinal)));
    const qsizetype faults = sample.checks.findings.size();
    m_title->setRemark(!written      ? tr("not written, the plan alone")
                       : faults == 0 ? tr("beside its plan, nothing found")
                       : faults == 1 ? tr("beside its plan, one finding")
                                     : tr("beside its plan, %1 findings").arg(faults));
    m_provenance->setText(written ? provenanceLine(sample.item) : sample.item.error);
    m_provenance->setTone(written ? Tone::Muted : Tone::Warn);
    // Read again after a verdict: the place in the text stays.
    const DialogueDocument document = written ? sampleDocument(sample) : planDocument(sample.plan);
    if (!(document == m_dialogue->document()))
        m_dialogue->setDocument(document);
    QList<QList<TextCell>> rows;
    const auto fields = provenanceFields(sample.item);
    for (const auto& [name, value] : fields)
        rows << QList<TextCell>{{name}, {value, {}, value}};
    m_fieldModel->setRows(rows);
    const QStringList attempts = attemptTexts(sample.item);
    m_attempts->setPlainText(attempts.join(QStringLiteral("\n\n")));
    m_tabs->setTabText(2, attempts.isEmpty() ? tr("Attempts") : tr("Attempts %1").arg(attempts.size()));
    showVerdicts(sample.verdicts, written);
}

void SamplePane::showVerdicts(const QList<SampleVerdict>& verdicts, bool written)
{
    QStringList lines;
    for (const SampleVerdict& verdict : verdicts)
        lines << verdictLine(verdict);
    m_verdict = verdicts.value(0);
    m_verdicts->setText(lines.join(QLatin1Char('\n')));
    m_verdicts->setVisible(!lines.isEmpty());
    for (QPushButton* button : {m_accept, m_setAside, m_comment, m_rewrite})
        button->setEnabled(written);
}

void SamplePane::ask(Asking what, const QString& placeholder, const QString& text)
{
    if (!m_accept->isEnabled())
        return;
    m_asking = what;
    m_line->setPlaceholderText(placeholder);
    m_line->setAccessibleName(placeholder);
    m_line->setText(text);
    m_line->show();
    m_line->setFocus(Qt::OtherFocusReason);
    m_line->selectAll();
}

void SamplePane::askReason()
{
    ask(Asking::Reason, tr("Why it is set aside; Enter keeps, Escape leaves it"), {});
}

void SamplePane::askComment()
{
    ask(Asking::Comment, tr("Comment; Enter keeps, Escape leaves it"), m_verdict.comment);
}

void SamplePane::takeLine()
{
    const Asking what = std::exchange(m_asking, Asking::Nothing);
    const QString text = m_line->text().trimmed();
    m_line->hide();
    Q_EMIT lineClosed();
    if (what == Asking::Reason)
        Q_EMIT setAsideRequested(text);
    else if (what == Asking::Comment)
        Q_EMIT commentTyped(text);
}

bool SamplePane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_asking = Asking::Nothing;
        m_line->hide();
        Q_EMIT lineClosed();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SamplePane::showView(int view)
{
    m_tabs->setCurrentIndex(view);
}

int SamplePane::view() const
{
    return m_tabs->currentIndex();
}

} // namespace antiphon
