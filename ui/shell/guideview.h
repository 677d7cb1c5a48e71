// The user guide and the list of keys, inside the window.
#pragma once

#include <QWidget>

class QListWidget;
class QTextBrowser;

namespace antiphon {

// The pages are the Markdown files below `:/guide`; the page "shortcuts" is made of what `setShortcuts` was
// given.
class GuideView : public QWidget
{
    Q_OBJECT
public:
    explicit GuideView(QWidget* parent = nullptr);
    void setShortcuts(const QString& markdown) { m_shortcuts = markdown; }
    void showPage(const QString& name); // "corpus", "shortcuts"; the first page for an unknown name
    QString currentPage() const;
    QStringList pages() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void render();
    QListWidget* m_pages;
    QTextBrowser* m_text;
    QString m_shortcuts;
};

} // namespace antiphon
