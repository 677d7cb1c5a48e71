#include "ui/shell/guideview.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/textlabel.h"

#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextTable>

static void initGuide()
{
    Q_INIT_RESOURCE(guide); // must stand outside of a namespace
}

namespace antiphon {

namespace {

constexpr int nameRole = Qt::UserRole;
constexpr int listWidth = 200;
constexpr int textMaximum = 700;

QString readPage(const QString& name)
{
    QFile file(QStringLiteral(":/guide/%1.md").arg(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString titleOf(const QString& markdown, const QString& name)
{
    const QString first = markdown.section(u'\n', 0, 0);
    return first.startsWith(QLatin1String("# ")) ? first.mid(2) : name;
}

// Hairlines instead of the double frames that Markdown's tables come with.
void calmTables(QTextDocument& document, const Tokens& t)
{
    const auto frames = document.rootFrame()->childFrames();
    for (QTextFrame* frame : frames) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderBrush(t.hairline);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellSpacing(0);
        format.setCellPadding(6);
        format.setTopMargin(6);
        format.setBottomMargin(10);
        table->setFormat(format);
    }
}

// Markdown comes without distances; a page reads better with them.
void giveAir(QTextDocument& document, const Tokens& t)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const bool heading = format.headingLevel() > 0;
        format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
        if (!QTextCursor(block).currentTable()) {
            format.setTopMargin(heading ? 14 : 4);
            format.setBottomMargin(heading ? 6 : 4);
        }
        cursor.setBlockFormat(format);
        if (heading) {
            QTextCharFormat bold;
            bold.setFontWeight(QFont::DemiBold);
            bold.setForeground(t.text);
            bold.setProperty(QTextFormat::FontSizeAdjustment, 0);
            bold.setFontPointSize(
                fontOf(format.headingLevel() == 1 ? TextSize::Figure : TextSize::Title).pointSizeF());
            cursor.select(QTextCursor::BlockUnderCursor);
            cursor.mergeCharFormat(bold);
        }
    }
}

} // namespace

GuideView::GuideView(QWidget* parent)
    : QWidget(parent), m_pages(new QListWidget(this)), m_text(new QTextBrowser(this))
{
    initGuide();
    m_pages->setFrameShape(QFrame::NoFrame);
    m_pages->setFixedWidth(listWidth);
    m_pages->setAccessibleName(tr("Pages of the guide"));
    m_pages->viewport()->setAutoFillBackground(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Guide"));
    m_text->setOpenLinks(false);
    m_text->setLineWrapMode(QTextEdit::FixedPixelWidth);
    m_text->setLineWrapColumnOrWidth(textMaximum);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_text->document()->setDocumentMargin(metrics::padding);
    const auto add = [this](const QString& title, const QString& name) {
        auto* item = new QListWidgetItem(title, m_pages);
        item->setData(nameRole, name);
        item->setSizeHint({listWidth - 20, metrics::rowHeight});
    };
    QStringList names =
        QDir(QStringLiteral(":/guide")).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    // The tour first, then the stations in reading order, then whatever else there is.
    QStringList ordered;
    for (const char* name :
         {"index", "window", "corpus", "coding", "catalogue", "cascade", "generation", "rating"}) {
        const QString file = QLatin1String(name) + QStringLiteral(".md");
        if (names.removeOne(file))
            ordered << file;
    }
    for (const QString& file : ordered + names) {
        const QString name = file.chopped(3);
        add(titleOf(readPage(name), name), name);
    }
    add(tr("Keys"), QStringLiteral("shortcuts"));

    auto* close = new QPushButton(tr("Close"), this);
    close->setToolTip(tr("Back to the station (Esc)"));
    auto* left = new QVBoxLayout;
    left->setContentsMargins(metrics::padding, metrics::padding, metrics::gap, metrics::padding);
    left->addWidget(new TextLabel(tr("Guide"), TextSize::Heading, Tone::Normal, this));
    left->addSpacing(metrics::gap);
    left->addWidget(m_pages, 1);
    left->addWidget(close, 0, Qt::AlignLeft);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addLayout(left);
    row->addWidget(m_text, 1);
    setFocusProxy(m_pages);
    connect(m_pages, &QListWidget::currentRowChanged, this, &GuideView::render);
    connect(close, &QPushButton::clicked, this, &GuideView::closeRequested);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        const QString file = url.fileName();
        if (url.scheme().startsWith(QLatin1String("http")))
            QDesktopServices::openUrl(url);
        else if (file.endsWith(QLatin1String(".md")))
            showPage(file.chopped(3));
    });
}

QStringList GuideView::pages() const
{
    QStringList names;
    for (int i = 0; i < m_pages->count(); ++i)
        names << m_pages->item(i)->data(nameRole).toString();
    return names;
}

void GuideView::showPage(const QString& name)
{
    const auto row = static_cast<int>(pages().indexOf(name));
    m_pages->setCurrentRow(std::max(0, row));
    render();
}

QString GuideView::currentPage() const
{
    const auto* item = m_pages->currentItem();
    return item ? item->data(nameRole).toString() : QString();
}

void GuideView::render()
{
    const QString name = currentPage();
    m_text->document()->setDefaultFont(fontOf(TextSize::Reading));
    m_text->setMarkdown(name == QLatin1String("shortcuts") ? m_shortcuts : readPage(name));
    giveAir(*m_text->document(), tokensOf(palette()));
    calmTables(*m_text->document(), tokensOf(palette()));
    m_text->moveCursor(QTextCursor::Start);
}

void GuideView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

void GuideView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        render();
}

} // namespace antiphon
