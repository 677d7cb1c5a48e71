#include "ui/generation/textchanges.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QTextEdit>
#include <QVBoxLayout>

namespace antiphon {

TextChanges::TextChanges(TextDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_before(new QComboBox(this)),
      m_lines(new QTextEdit(this)),
      m_count(new TextLabel({}, TextSize::Caption, Tone::Muted, this))
{
    m_before->setAccessibleName(tr("Compare with"));
    m_before->setToolTip(tr("The version that the text is compared with"));
    m_lines->setReadOnly(true);
    m_lines->setAccessibleName(tr("Changed lines"));
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(new TextLabel(tr("Since"), TextSize::Body, Tone::Muted, this));
    row->addWidget(m_before, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(row);
    column->addWidget(m_lines, 1);
    column->addWidget(m_count);
    setFocusProxy(m_before);
    connect(m_before, &QComboBox::activated, this, [this] {
        m_isChosen = true;
        compare();
    });
    connect(&desk, &TextDesk::listChanged, this, &TextChanges::refill);
    connect(&desk, &TextDesk::opened, this, [this] {
        m_isChosen = false;
        refill();
    });
    connect(&desk, &TextDesk::textChanged, this, &TextChanges::compare);
    refill();
}

// By itself, the version before the one in hand; while something is typed, the one in hand.
void TextChanges::refill()
{
    const QString kept = m_before->currentText();
    const TextVersion& inHand = m_desk.inHand();
    QString wanted = inHand.label();
    m_before->clear();
    const QList<TextVersion>& versions = m_desk.versions();
    for (const TextVersion& version : versions) {
        m_before->addItem(version.label());
        if (version.name == inHand.name && version.version < inHand.version && wanted == inHand.label() &&
            !m_desk.isChanged())
            wanted = version.label();
    }
    m_before->setCurrentIndex(std::max(0, m_before->findText(m_isChosen ? kept : wanted)));
    compare();
}

void TextChanges::compare()
{
    const QList<TextVersion>& versions = m_desk.versions();
    if (!isVisible() || m_before->currentIndex() < 0 || m_before->currentIndex() >= versions.size())
        return;
    render(lineDiff(QString::fromUtf8(versions.at(m_before->currentIndex()).body), m_desk.text()));
}

void TextChanges::render(const QList<DiffLine>& lines)
{
    const Tokens& tokens = tokensOf(palette());
    qint64 added = 0, removed = 0;
    for (const DiffLine& line : lines) {
        added += line.kind == DiffLine::Kind::Added ? 1 : 0;
        removed += line.kind == DiffLine::Kind::Removed ? 1 : 0;
    }
    m_lines->clear();
    QTextCursor cursor(m_lines->document());
    const QStringList told = diffText(lines).split(QLatin1Char('\n'));
    for (const QString& line : told) {
        QTextCharFormat format;
        format.setForeground(line.startsWith(QLatin1Char('-'))   ? tokens.danger
                             : line.startsWith(QLatin1Char('+')) ? tokens.ok
                                                                 : tokens.muted);
        cursor.insertText(line + QLatin1Char('\n'), format);
    }
    m_count->setText(added + removed == 0
                         ? tr("Nothing is different.")
                         : tr("%1 added, %2 removed")
                               .arg(countedText(added, tr("line"), tr("lines")), countText(removed)));
}

void TextChanges::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refill();
}

void TextChanges::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        compare();
}

} // namespace antiphon
