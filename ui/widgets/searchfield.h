// A field to search or filter while typing.
#pragma once

#include <QLineEdit>
#include <QTimer>

namespace antiphon {

// Tells the text 150 ms after the last key, or at once on Enter; Escape empties it.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(const QString& placeholder, QWidget* parent = nullptr);
    void setSearch(const QString& text); // tells at once

Q_SIGNALS:
    void searchChanged(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tell();
    QTimer m_timer;
    QString m_told;
};

} // namespace antiphon
