// The stations at the left edge, as icons with their word.
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace antiphon {

class RailButton : public QAbstractButton
{
    Q_OBJECT
public:
    RailButton(const QString& iconName, const QString& title, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override; // as wide as its word at any size of text

private:
    QString m_iconName;
};

class Rail : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    QSize sizeHint() const override; // at any size of text as wide as its words
    void addStation(const QString& id, const QString& title, const QString& iconName);
    void setCurrent(const QString& id);
    void setStationsEnabled(bool enabled, const QString& exceptId);
    int count() const { return static_cast<int>(m_buttons.size()); }

Q_SIGNALS:
    void activated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    QList<std::pair<QString, RailButton*>> m_buttons;
};

} // namespace antiphon
