// Everything that can be done, found by typing.
#pragma once

#include <QFrame>
#include <QKeySequence>
#include <QStringList>

#include <functional>

class QLineEdit;
class QListView;

namespace antiphon {

class PaletteModel;

struct PaletteEntry
{
    QString id;    // unique: "corpus/import"
    QString group; // "Corpus"
    QString title; // "Import a corpus…"
    QKeySequence shortcut = {};
    std::function<void()> run = {};
    bool enabled = true;
};

// The entries that fit, best first: with an empty pattern those of `recent` first, in its order, then all as
// given.
QList<PaletteEntry> filterEntries(const QList<PaletteEntry>& entries, const QString& pattern,
                                  const QStringList& recent);

// A frame over the window, without waiting. Up, Down, Enter; Escape closes; it also closes when it loses the
// focus.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* window);
    // `fallback` makes one more entry of what was typed (search), may be empty.
    void open(QList<PaletteEntry> entries, QStringList recent,
              std::function<PaletteEntry(const QString&)> fallback = {});
    QLineEdit* field() const { return m_field; }
    QStringList shownTitles() const;

Q_SIGNALS:
    void ran(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void filter();
    void runCurrent();
    void place();

    QLineEdit* m_field;
    QListView* m_list;
    PaletteModel* m_model;
    QList<PaletteEntry> m_entries;
    QStringList m_recent;
    std::function<PaletteEntry(const QString&)> m_fallback;
};

} // namespace antiphon
